import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { JsonDepthError, parseJson } from '../../../src/bounds/json-depth.ts'
import type { PageQuery } from '../../../schemas/control/page.ts'
import type { Seed } from '../../../schemas/seed.ts'
import { definedOnly } from '../../../src/jobs/defined-only.ts'
import { withoutSecrets, withSecrets } from '../../../src/seed/seed-secrets.ts'
import { noPersona } from '../../../src/personas/personas.ts'
import type { RequestedState, WorldState } from '../../../src/world/world-state.ts'
import type { World } from '../../../src/world/world.ts'
import { ControlProblem } from '../problems.ts'
import { checkedSeed } from '../reset.ts'

const viewNames = ['show', 'job', 'state', 'step', 'lane', 'open', 'span', 'presenter', 'before', 'after', 'did', 'about'] as const

/** The view parameters: what the page shows of a state. */
export type PageView = { readonly [name in typeof viewNames[number]]?: PageQuery[name] | undefined }

export const viewOf = (query: PageQuery): PageView => Object.fromEntries(viewNames.map(name => [name, query[name]]))

/** A longer seed does not fit into a link. */
const longestSeed = 8000
const mostBytes = 1_000_000

/** Without passwords and tokens, since links are shared. */
const packSeed = (seed: Seed): string => deflateRawSync(JSON.stringify(withoutSecrets(seed))).toString('base64url')

/** Users that the world knows, now or initially, get their secrets back. @throws ControlProblem if it is not a seed */
async function unpackSeed (text: string, world: World): Promise<Seed> {
  const { users, initialSeed, maxDepth } = world
  const seed = parse(text, maxDepth)
  const bound = exceededBound(seed)
  if (bound !== undefined) throw new ControlProblem(400, `The seed of this address has more than ${bound}; an address may hold no more. Send it to POST /__admin/reset instead.`)
  return checkedSeed(withSecrets(seed, [...users, ...initialSeed.users ?? []]), world)
}

/** Limits for a seed in an address, lower than for a seed file, since every visitor pays for it: jobs, values in all, and schemas. */
const bounds = { jobs: 1000, values: 20_000, schemas: 100 }

/** The limit that a seed exceeds, as the end of "more than …"; undefined if there is none. */
function exceededBound (seed: unknown): string | undefined {
  const { jobs, processes } = Object(seed) as { jobs?: unknown, processes?: unknown }
  const schemas = Array.isArray(processes) ? processes.flatMap(process => [...Object.keys(Object(Object(process).inputs)), ...Object.keys(Object(Object(process).outputs))]).length : 0
  const counts = { jobs: Array.isArray(jobs) ? jobs.length : 0, values: countValues(seed, bounds.values + 1), schemas }
  const exceeded = (['jobs', 'values', 'schemas'] as const).find(name => counts[name] > bounds[name])
  return exceeded && `${bounds[exceeded]} ${exceeded}`
}

/** The number of values in a JSON value, itself included; counting stops at `most`. */
function countValues (value: unknown, most: number): number {
  const left = [value]
  let count = 0
  while (left.length > 0 && count < most) {
    const next = left.pop()
    count++
    if (typeof next !== 'object' || next === null) continue
    for (const member of Object.values(next)) if (left.push(member) > most) return most
  }
  return count
}

function parse (text: string, maxDepth: number): unknown {
  try {
    return parseJson(text.startsWith('{') ? text : inflateRawSync(Buffer.from(text, 'base64url'), { maxOutputLength: mostBytes }).toString('utf8'), maxDepth)
  } catch (error) {
    if (error instanceof JsonDepthError) throw error
    throw new ControlProblem(400, 'The seed of this address cannot be read: it was cut off or changed.')
  }
}

/** @throws ControlProblem for an invalid seed @throws InvalidArgument for an unknown persona */
export async function parseRequestedState ({ seed, instant, policy, cancel, removed, ogc, tator, persona }: PageQuery, world: World): Promise<RequestedState> {
  return {
    ...definedOnly({ seed: seed === undefined ? undefined : await unpackSeed(seed, world), instant: instant && Math.round(instant * 1000) }),
    settings: { ...definedOnly({ dismiss: policy, cancel, removedStatus: removed, ogc, tator }), ...personaOf(persona, policy ?? cancel ?? ogc, world) }
  }
}

/** An address with settings but no persona means none: a persona would set `policy` and `ogc`. @throws InvalidArgument for an unknown persona */
function personaOf (persona: string | undefined, speech: string | undefined, { personas }: World): { persona?: string } {
  if (persona === undefined) return speech === undefined ? {} : { persona: noPersona }
  personas.get(persona)
  return { persona }
}

/** Whether an address has jobs or a time; otherwise it applies to the present ones. */
export const requestsJobs = ({ seed, instant }: RequestedState): boolean => seed !== undefined || instant !== undefined

/** Whether the world, whose state is `present`, has the requested state. */
export function isInState (requestedState: RequestedState, { settings, clock }: World, present: WorldState | undefined): boolean {
  const { dismiss = settings.dismiss, cancel = settings.cancel, removedStatus = settings.removedStatus, ogc = settings.ogc, tator = settings.tator, persona = settings.persona } = requestedState.settings
  if (dismiss !== settings.dismiss || cancel !== settings.cancel || removedStatus !== settings.removedStatus || ogc !== settings.ogc || tator !== settings.tator || persona !== settings.persona) return false
  if (!requestsJobs(requestedState)) return true
  return present !== undefined && clock.frozen && (requestedState.instant ?? 0) === present.instant && sameSeed(requestedState.seed, present.seed)
}

const sameSeed = (one: Seed | undefined, other: Seed | undefined): boolean =>
  JSON.stringify(one && withoutSecrets(one)) === JSON.stringify(other && withoutSecrets(other))

/** The state in an address, without view parameters, by their names in the query. */
export type Permalink = Readonly<Record<string, string>>

/** A state, or settings alone, as parameters of an address; absent values are left out. */
export function toPermalink ({ settings: { dismiss, cancel, removedStatus, ogc, tator, persona }, instant, seed }: RequestedState): Permalink {
  return definedOnly({
    policy: dismiss,
    // Experimental settings are in an address only if they are used.
    cancel: cancel === 'delete' ? undefined : cancel,
    removed: removedStatus === 410 ? '410' : undefined,
    ogc,
    tator,
    persona: persona === noPersona ? undefined : persona,
    instant: instant === undefined ? undefined : String(instant / 1000),
    seed: seed && packSeed(seed)
  })
}

/** The same; undefined if it does not fit into a link. */
export function toShortPermalink (state: WorldState | undefined): Permalink | undefined {
  if (state?.seed !== undefined && exceededBound(state.seed) !== undefined) return undefined
  const permalink = state && toPermalink(state)
  return permalink === undefined || (permalink['seed'] ?? '').length > longestSeed ? undefined : permalink
}

/** The query of the page with this state and `view`. */
export function queryOf (permalink: Permalink, view: PageView): string {
  const looked = viewNames.flatMap((name): [string, string][] => view[name] === undefined ? [] : [[name, String(view[name])]])
  const query = new URLSearchParams([...looked, ...Object.entries(permalink)])
  return query.size === 0 ? '' : `?${query}`
}
