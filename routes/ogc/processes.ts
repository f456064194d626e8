import type { FastifyRequest } from 'fastify'
import { Type } from '@sinclair/typebox'
import { CommonQuery, ProcessQuery } from '../../schemas/ogc/job-query.ts'
import { Process, ProcessList, type ProcessSummary } from '../../schemas/ogc/process.ts'
import { ref } from '../../schemas/ref.ts'
import type * as core from '../../src/processes/process.ts'
import type { World } from '../../src/world/world.ts'
import { definedOnly } from '../../src/jobs/defined-only.ts'
import { baseAddress } from '../http/base-address.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { collectionRoutes } from './collection-routes.ts'
import { deployFormOf, mutationFormsOf } from './deploy/deploy-forms.ts'
import { answer, failures } from './describe.ts'
import { isDeploying } from './deploy/deploy-routes.ts'
import { dialectOf } from './dialect.ts'
import { limitOf } from './job-query.ts'
import { OgcProblem } from './problems.ts'
import { processUrl } from './process-url.ts'
import { emptyForm } from './read-form.ts'
import { respond } from './respond.ts'
import { processScripts, processView } from './views/process.ts'
import { processesView } from './views/processes.ts'
import { type ProcessDescription, executeRel } from './views/process-form.ts'

export const ProcessParams = Type.Object({ processID: Type.String({ description: 'local identifier of a process' }) })

/** `GET /processes` and `GET /processes/{processID}`. */
export function processes (app: TypedInstance): void {
  const listSchema = {
    operationId: 'getProcesses',
    tags: ['ProcessList'],
    summary: 'List processes',
    querystring: ProcessQuery,
    response: { 200: answer('A summary of each process.', ref(ProcessList)), ...failures(400, 406, 500) }
  }
  for (const { path, schema } of collectionRoutes('/processes', listSchema)) {
    app.get(path, { schema }, (request, reply) => {
      const world = worldOf(request)
      const base = baseAddress(request, app.prefix)
      return respond(request, reply, 'Processes', processList(request, request.query, base), processesView(deployFormOf(world, base)))
    })
  }

  const schema = {
    operationId: 'getProcessDescription',
    tags: ['ProcessDescription'],
    summary: 'Describe a process',
    params: ProcessParams,
    querystring: CommonQuery,
    response: { 200: answer('The description of the process.', ref(Process)), ...failures(400, 404, 406, 500) }
  }
  app.get('/processes/:processID', { schema }, (request, reply) => {
    const world = worldOf(request)
    const process = processOf(request, request.params.processID)
    const base = baseAddress(request, app.prefix)
    const state = { form: emptyForm(process), choosesResponse: dialectOf(world).choosesResponse, mutation: mutationFormsOf(world, process, base) }
    return respond(request, reply, process.title, descriptionOf(world, process, base), processView(state), processScripts)
  })
}

/** `/req/ogc-process-description/profile` of the draft; harmless in 1.0. */
const processProfile = 'https://www.opengis.net/def/profile/OGC/0/ogc-process-description'

/** The description of a process as sent. */
export const descriptionOf = (world: World, process: core.Process, base: string): ProcessDescription =>
  ({ ...summaryOf(world, process, base), inputs: process.inputs, outputs: process.outputs })

/** The processes visible to the sender of the request, by id: all look-ups and lists of the façade use it. */
export const processesOf = (request: FastifyRequest): ReadonlyMap<string, core.Process> => worldOf(request).processes

/** @throws OgcProblem `no-such-process` */
export function processOf (request: FastifyRequest, id: string): core.Process {
  const processes = processesOf(request)
  const process = processes.get(id)
  if (process === undefined) {
    throw new OgcProblem('no-such-process', `There is no process "${id}". There are: ${[...processes.keys()].join(', ')}.`)
  }
  return process
}

/** The requested page, by cursor or by offset; the link to the next page uses the same. */
function processList (request: FastifyRequest, query: ProcessQuery, base: string): ProcessList {
  const world = worldOf(request)
  const { after, offset } = query
  const limit = limitOf(query)
  const all = [...processesOf(request).values()]
  const start = startOf(all, query)
  const some = all.slice(start, start + limit)
  const page = (place: Record<string, string | number | undefined>) => `${base}/processes?${new URLSearchParams(Object.entries({ limit, ...definedOnly(place) }).map(([name, value]): [string, string] => [name, String(value)]))}`
  const address = page({ after, offset })
  const links = [
    { href: address, rel: 'self', type: 'application/json' },
    { href: `${address}&f=html`, rel: 'alternate', type: 'text/html' }
  ]
  if (start + limit < all.length) {
    links.push({ href: page(offset === undefined ? { after: some.at(-1)!.id } : { offset: start + limit }), rel: 'next', type: 'application/json' })
  }
  return { processes: some.map(process => summaryOf(world, process, base)), links }
}

/** @throws OgcProblem `invalid-query-parameter-value` */
function startOf (all: readonly core.Process[], { after, offset }: ProcessQuery): number {
  if (after === undefined) return offset ?? 0
  if (offset !== undefined) throw new OgcProblem('invalid-query-parameter-value', `Query parameter: offset came as ${offset} beside after; expected one of them, since each says where the page begins.`)
  return placeAfter(all, after)
}

/** @throws OgcProblem `invalid-query-parameter-value` */
function placeAfter (all: readonly core.Process[], after: string): number {
  const place = all.findIndex(({ id }) => id === after)
  if (place < 0) throw new OgcProblem('invalid-query-parameter-value', `Query parameter: after came as ${JSON.stringify(after)}; expected the id of a process, as the link to the next page has it.`)
  return place + 1
}

/** The summary of a process as sent. */
export function summaryOf (world: World, { id, title, description, version, mutable = false, members: { links = [], ...members } = {} }: core.Process, base: string): ProcessSummary & Pick<ProcessDescription, 'description' | 'links'> {
  const href = processUrl(base, id)
  const { outputTransmission } = dialectOf(world)
  return {
    id,
    title,
    description,
    version,
    jobControlOptions: ['sync-execute', 'async-execute', 'dismiss'],
    ...(outputTransmission !== undefined && { outputTransmission: [...outputTransmission] }),
    ...members,
    ...(isDeploying(world) && { mutable }),
    links: [
      { href, rel: 'self', type: 'application/json', title: 'The description of this process' },
      { href: `${href}?f=html`, rel: 'alternate', type: 'text/html', title: 'The description of this process as HTML' },
      { href: `${href}/execution`, rel: executeRel, type: 'application/json', title: 'Where to execute it' },
      { href: processProfile, rel: 'profile', title: 'This is an OGC process description' },
      ...links
    ]
  }
}
