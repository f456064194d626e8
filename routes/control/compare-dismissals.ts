import type { FastifyInstance } from 'fastify'
import { type ComparedExchange, type ComparedState, comparedStates, type ComparisonRow } from '../../schemas/control/comparison.ts'
import type { Seed } from '../../schemas/seed.ts'
import { dismissPolicies } from '../../src/jobs/dismissal.ts'
import type { Job } from '../../src/jobs/job.ts'
import { dismissalInstant, statusAt } from '../../src/jobs/timeline.ts'
import { noPersona } from '../../src/personas/personas.ts'
import { settingsOfPersona } from '../../src/world/changed-settings.ts'
import { plansByStatus } from '../../src/world/provider-states.ts'
import type { Settings } from '../../src/world/settings.ts'
import type { World } from '../../src/world/world.ts'
import type { Worlds } from '../../src/world/worlds.ts'
import { sendOwnRequest } from '../http/own-request.ts'

/** The application that serves the APIs, and their base path in it. */
export interface ApiServer {
  readonly app: Pick<FastifyInstance, 'inject'>
  readonly basePath: string
  /** The APIs' own port; absent if the control façade shares it. */
  readonly ownPort?: () => number | undefined
}

export interface ComparisonContext {
  readonly apis: ApiServer
  readonly worlds: Worlds
  /** The world whose clock and name the copies have; it is not changed. */
  readonly world: World
  /** The dialects, and the policy for Tator. */
  readonly settings: Settings
  /** The host for links in answers, like a client's `Host`. */
  readonly host: string
}

/** A job to dismiss, and its world. */
interface Subject {
  readonly id: string
  readonly project: number
  readonly seed: Seed
  /** Adds it to that world, which has no jobs. */
  put (world: World): unknown
}

/** Dismisses a job in every state twice, under every policy and through both APIs: each in a world of its own, with real requests. */
export async function compareAllStates (comparison: ComparisonContext): Promise<ComparisonRow[]> {
  const rows: ComparisonRow[] = []
  for (const api of ['ogc', 'tator'] as const) {
    for (const manner of [...policies, ...api === 'ogc' ? personaOf(comparison) : []]) {
      for (const state of comparedStates) rows.push(await dismissTwice(comparison, { api, ...manner, state }, sample(state), state === 'dismissed' ? 1 : 0))
    }
  }
  return rows
}

const policies = dismissPolicies.map(policy => ({ policy }))

/** The persona beside the policies, with the policy that it is based on. */
function personaOf ({ world, settings: { persona: name } }: ComparisonContext): Pick<ComparisonRow, 'policy' | 'persona'>[] {
  const persona = world.personas.get(name)
  return persona === undefined ? [] : [{ policy: settingsOfPersona(persona).dismiss, persona: name }]
}

/** Dismisses copies of one job of the world: under each policy through OGC, and through Tator. */
export async function compareForJob (comparison: ComparisonContext, job: Job): Promise<ComparisonRow[]> {
  const { settings, world: { clock, seed } } = comparison
  const subject = { id: job.id, project: job.project, seed: { ...seed, jobs: [] }, put: (world: World) => world.jobs.restore([job]) }
  const state = statusAt(job, clock.now())
  const cases = [...[...policies, ...personaOf(comparison)].map(manner => ({ api: 'ogc' as const, ...manner, state })), { api: 'tator' as const, policy: settings.dismiss, state }]
  const rows: ComparisonRow[] = []
  for (const one of cases) rows.push(await dismissTwice(comparison, one, subject))
  return rows
}

/** A job whose plan puts it into the status; a dismissed one runs, and is dismissed once more than the others. */
function sample (state: ComparedState): Subject {
  const job = { id: 'sample', project: 1, process: 'echo', user: 1, inputs: { message: 'hello' } }
  const put = (world: World) => state === 'never existed' ? undefined : world.jobs.submit([{ ...job, plan: plansByStatus[state] }])
  return { ...job, seed: {}, put }
}

async function dismissTwice ({ apis, worlds, world, settings, host }: ComparisonContext, row: Pick<ComparisonRow, 'api' | 'policy' | 'persona' | 'state'>, { id, project, seed, put }: Subject, before = 0): Promise<ComparisonRow> {
  const apart = world.createIsolated(settingsFor(settings, row, world), { ...seed, users: [{ name: 'comparison', token, projects: { [project]: 'full' } }] })
  put(apart)
  return worlds.withIsolated(apart, async name => {
    const send = createSender(apis, { host, 'x-test-id': name, ...(row.api === 'tator' && { authorization: `Token ${token}` }) })
    const path = `${row.api === 'ogc' ? '/jobs/' : '/rest/Job/'}${encodeURIComponent(id)}`
    for (let count = 0; count < before; count++) await send('DELETE', path)
    const job = apart.jobs.get(id)
    // If a dismissal takes effect later, the job is not dismissed before that; if it is refused, never.
    const later = job === undefined ? 0 : dismissalInstant(job) - apart.clock.now()
    if (before > 0 && later > 0 && later < Infinity) apart.clock.advance(later)
    const [first, between, second, afterwards] = [await send('DELETE', path), await send('GET', path), await send('DELETE', path), await send('GET', path)]
    return { ...row, first, between, second, afterwards, ...(row.api === 'ogc' && { results: await send('GET', `${path}/results`) }) }
  })
}

/** A persona has its own dialect; every other row has the requested one. */
function settingsFor (settings: Settings, { policy, persona = noPersona }: Pick<ComparisonRow, 'policy' | 'persona'>, { personas }: World): Settings {
  const found = personas.get(persona)
  return { ...settings, login: 'off', dismiss: policy, persona, ...(found !== undefined && settingsOfPersona(found)) }
}

const token = 'comparison'

/** Headers of transport, not of the API. */
const ofTransport = new Set(['connection', 'content-length', 'date', 'keep-alive'])

/** Sends requests to the APIs, in the world of the headers. */
export const createSender = ({ app, basePath }: ApiServer, headers: Readonly<Record<string, string>>) => async (method: ComparedExchange['method'], path: string): Promise<ComparedExchange> => {
  const url = `${basePath}${path}`
  const { status, body, ...answer } = await sendOwnRequest(app, { method, url, headers })
  const answered = Object.entries(answer.headers).filter(([name]) => !ofTransport.has(name))
  return { method, url, status, headers: Object.fromEntries(answered), body }
}
