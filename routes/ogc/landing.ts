import { LandingPage } from '../../schemas/ogc/landing-page.ts'
import { CommonQuery } from '../../schemas/ogc/job-query.ts'
import { ref } from '../../schemas/ref.ts'
import { baseAddress } from '../http/base-address.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { apiMediaType } from './api.ts'
import { type Dialect, dialectOf, ogcUri } from './dialect.ts'
import { answer, failures } from './describe.ts'
import { respond } from './respond.ts'
import { landingView } from './views/landing.ts'

const rel = 'http://www.opengis.net/def/rel/ogc/1.0/'

/** `GET /`: links to everything else. */
export function landing (app: TypedInstance): void {
  const schema = {
    operationId: 'getLandingPage',
    tags: ['Capabilities'],
    summary: 'Landing page',
    querystring: CommonQuery,
    response: { 200: answer('Links to everything that this server has.', ref(LandingPage)), ...failures(400, 406, 500) }
  }
  app.get('/', { schema }, (request, reply) => {
    const base = baseAddress(request, app.prefix)
    const world = worldOf(request)
    return respond(request, reply, 'What you can do here', landingPage(base, dialectOf(world), world.persona?.job_list?.absent !== true), landingView({ base, settings: world.settings, demonstration: app.demonstrationAddress(request) }))
  })
}

function landingPage (base: string, dialect: Dialect, hasJobList: boolean): LandingPage {
  const link = (path: string, rel: string, type: string, title: string) => ({ href: base + path, rel, type, title })
  return {
    title: 'jobdouble',
    description: 'A test double for servers that run jobs: OGC API – Processes and Tator\'s Job API over one job store.',
    links: [
      link('/', 'self', 'application/json', 'This page'),
      link('/?f=html', 'alternate', 'text/html', 'This page as HTML'),
      ...dialect.openapi.map(version => link(`/api?openapi=${version}`, 'service-desc', apiMediaType(version), `API description in OpenAPI ${version}`)),
      link('/api?f=html', 'service-doc', 'text/html', 'API description as HTML'),
      ...[...new Set([rel, ogcUri(dialect, rel)])].flatMap(rel => [
        link('/conformance', `${rel}conformance`, 'application/json', 'Conformance classes'),
        link('/processes', `${rel}processes`, 'application/json', 'Processes'),
        ...hasJobList ? [link('/jobs', `${rel}job-list`, 'application/json', 'Jobs')] : []
      ])
    ]
  }
}
