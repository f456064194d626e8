import type { OpenAPIV3 } from 'openapi-types'
import { type Static, Type } from '@sinclair/typebox'
import { CommonQuery } from '../../schemas/ogc/job-query.ts'
import { stringEnum } from '../../schemas/string-enum.ts'
import type { LoginMethod } from '../../src/world/settings.ts'
import { apiMarkup, apiScripts } from '../pages/api-page.ts'
import { asJson } from '../http/as-json.ts'
import { baseAddress } from '../http/base-address.ts'
import { describeRoutes, type RecordedRoutes } from '../http/describe-routes.ts'
import { worldOf } from '../http/exchange.ts'
import { offeredFormatOf } from '../http/negotiate.ts'
import { shareParameters } from '../http/shared-parameters.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { isCancelPathOf } from './cancel-paths.ts'
import { describeDeployment } from './deploy/deploy-routes.ts'
import { answer, failures } from './describe.ts'
import { dialectOf } from './dialect.ts'
import { describeDraftParameters } from './draft-parameters.ts'
import { withLogin } from './login/describe.ts'
import { isPathWith } from './login/paths.ts'
import type { OgcOptions } from './options.ts'
import { OgcProblem } from './problems.ts'
import { withProcessPaths } from './process-paths.ts'
import { processesOf } from './processes.ts'
import { respondWithPage } from './respond.ts'

const versions = ['3.0', '3.1'] as const
type Version = typeof versions[number]

const ApiQuery = Type.Object({ ...CommonQuery.properties, openapi: Type.Optional(stringEnum(versions, { description: 'the version of OpenAPI; wins over Accept' })) })
type ApiQuery = Static<typeof ApiQuery>

export const apiMediaType = (version: Version): string => `application/vnd.oai.openapi+json;version=${version}`

/** `GET /api`: the description of both APIs, made on first use from the schemas that validate and serialise. */
export function api (app: TypedInstance, { tatorRoutes }: Pick<OgcOptions, 'tatorRoutes'>): void {
  const offers = ['application/vnd.oai.openapi+json', ...versions.map(apiMediaType)]
  const schema = {
    operationId: 'getApi',
    tags: ['Capabilities'],
    summary: 'API description',
    querystring: ApiQuery,
    response: {
      200: answer('An OpenAPI document.', Type.Object({}, { additionalProperties: true }), ...versions.map(apiMediaType)),
      ...failures(400, 406, 500)
    }
  }
  const routesWith = (login: LoginMethod): RecordedRoutes => {
    const { routes, schemas } = app.recordedRoutes()
    return { routes: routes.filter(({ url }) => isPathWith(login, url.slice(app.prefix.length))), schemas }
  }
  const described = new Map<string, OpenAPIV3.Document>()
  app.get('/api', { schema, config: { offers } }, async (request, reply) => {
    const world = worldOf(request)
    const { tator, cancel, login } = world.settings
    const dialect = dialectOf(world)
    const kind = `${tator} ${login} ${dialect.negotiatesResults}`
    if (!described.has(kind)) {
      const whole = relativeTo(app.prefix, await describeRoutes('jobdouble', routesWith(login), await tatorRoutes(tator)))
      described.set(kind, shareParameters(describeDraftParameters(whole, dialect)))
    }
    const version = versionOf(request.query, request.headers.accept, dialect.openapi)
    const base = baseAddress(request, app.prefix)
    const { paths, ...rest } = withProcessPaths(described.get(kind)!, processesOf(request).values())
    const document = withLogin({ ...describeDeployment({ ...rest, paths: Object.fromEntries(Object.entries(paths).filter(([path]) => isCancelPathOf(cancel, path))) }, world), openapi: fullVersion[version], servers: [{ url: base }] }, world.settings, base)
    if (offeredFormatOf(request) === 'html') return respondWithPage(request, reply, 'API', apiMarkup({ document, description: `${base}/api?f=json`, assets: base }), apiScripts)
    return asJson(reply, document, apiMediaType(version))
  })
}

/** Paths are relative to the server's address, which includes the prefix. */
const relativeTo = (prefix: string, document: OpenAPIV3.Document): OpenAPIV3.Document =>
  ({ ...document, paths: Object.fromEntries(Object.entries(document.paths).map(([path, item]) => [path.slice(prefix.length), item])) })

/** These schemas use nothing that the two versions define differently, so one description serves both. */
const fullVersion = { '3.0': '3.0.3', 3.1: '3.1.0' } as const

function versionOf (query: ApiQuery, accept: string | undefined, versions: readonly Version[]): Version {
  if (query.openapi !== undefined && !versions.includes(query.openapi)) {
    throw new OgcProblem('invalid-query-parameter-value', `Query parameter: openapi came as ${query.openapi}; expected ${versions.join(' or ')}.`)
  }
  return query.openapi ?? versions.find(version => accept?.includes(`version=${version}`)) ?? '3.0'
}
