import { setTimeout } from 'node:timers/promises'
import type { ApiServer } from '../compare-dismissals.ts'
import type { Api } from '../../../src/world/lifecycle.ts'
import type { User } from '../../../src/world/seed-content.ts'
import type { World } from '../../../src/world/world.ts'
import { type Level, levels } from '../../../schemas/seed.ts'
import { type OwnAnswer, sendOwnRequest } from '../../http/own-request.ts'
import { ControlProblem } from '../problems.ts'

export interface SendContext {
  readonly world: World
  readonly apis: ApiServer
  /** The host for links in the answer. */
  readonly host: string
}

export interface ApiRequest {
  readonly method: 'DELETE' | 'POST'
  readonly path: string
  readonly payload?: object
  /** The Tator project: the request is sent with the key of a user with full control there, if there is one. */
  readonly project?: number
  /** The owner of the job in OGC API – Processes: the request is sent as this user, if users log in. */
  readonly user?: number | undefined
}

/** An answer may wait for a clock that stands still: the page does not wait longer than this, in milliseconds. */
const patience = 1000

/** Sends a real request to an API in this world, which its journal records. Undefined if no answer has come yet. */
export async function sendAs (api: Api, { world, apis: { app, basePath }, host }: SendContext, { method, path, payload, project, user }: ApiRequest): Promise<OwnAnswer | undefined> {
  const headers = { host, 'x-test-id': world.name, ...(api === 'ogc' && method === 'POST' && { prefer: 'respond-async' }), ...(project === undefined ? ogcCredentials(world, user) : tatorCredentials(world, project)) }
  // A fault of the world may break the exchange.
  const sent = sendOwnRequest(app, { method, url: `${basePath}${path}`, headers, payload }).catch(() => undefined)
  return Promise.race([sent, setTimeout(patience, undefined, { ref: false })])
}

function tatorCredentials (world: World, project: number): Record<string, string> {
  const token = mostPrivilegedUser(world, project)?.token
  return token === undefined ? {} : { authorization: `Token ${token}` }
}

function ogcCredentials (world: World, id: number | undefined): Record<string, string> {
  const { users, homeProject, settings: { login, loginHeader } } = world
  const token = (users.find(user => user.active && user.id === id) ?? mostPrivilegedUser(world, homeProject) ?? users.find(({ active }) => active))?.token
  if (login === 'off' || token === undefined) return {}
  return login === 'bearer' ? { authorization: `Bearer ${token}` } : { [loginHeader]: token }
}

/** The user with the highest level in a project. */
function mostPrivilegedUser ({ users }: World, project: number): User | undefined {
  const userWithLevel = (level: Level) => users.find(({ active, levels }) => active && levels.get(project) === level)
  return levels.toReversed().map(userWithLevel).find(user => user !== undefined)
}

/** The first algorithm of the world, with its project. */
export function firstAlgorithm ({ projects }: World): { readonly name: string, readonly project: number, readonly media: readonly number[] } | undefined {
  for (const { id: project, algorithms, media } of projects.values()) {
    const [algorithm] = algorithms.values()
    if (algorithm !== undefined) return { name: algorithm.name, project, media }
  }
  return undefined
}

/** @throws ControlProblem if the API refused it */
export async function expectAccepted (sent: Promise<OwnAnswer | undefined>): Promise<unknown> {
  const answer = await sent
  if (answer === undefined) return {}
  if (answer.status < 400) return JSON.parse(answer.body)
  throw new ControlProblem(answer.status, `The API answered ${answer.status}: ${answer.body}`)
}
