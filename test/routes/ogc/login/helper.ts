import type { InjectOptions } from 'fastify'
import type { Test } from 'tap'
import type { DoubleOptions } from '../../../../src/double-options.ts'
import { build, type TestDouble } from '../../../helper.ts'
import { jobsInEveryState } from '../helper.ts'

/** One user of every kind; token and password contain its name. */
export const users = [
  { name: 'reader', projects: { 1: 'view' } },
  { name: 'mover', projects: { 1: 'transfer' } },
  { name: 'worker', projects: { 1: 'execute' } },
  { name: 'free' },
  { name: 'stranger', projects: { 2: 'full' } },
  { name: 'idle', active: false }
].map(user => ({ ...user, password: `password of ${user.name}`, token: `token-of-${user.name}` })) as NonNullable<SeedUsers>

type SeedUsers = Extract<NonNullable<DoubleOptions['seed']>, { users?: unknown }>['users']

/** A double with login, and one job in every state, owned by the free user. */
export const buildWithUsers = (t: Test, options: Omit<DoubleOptions, 'clock' | 'seed'> = {}): Promise<TestDouble> =>
  build(t, { login: 'bearer', seed: { projects: [{ id: 1 }, { id: 2 }], users, jobs: jobsInEveryState.map(job => ({ ...job, user: 'free' })) }, ...options })

/** The headers of a user; none for nobody. */
export const bearer = (name: string): Record<string, string> => name === 'nobody' ? {} : { authorization: `Bearer token-of-${name}` }

/** A request for a token. */
export const asksForToken = (fields: Readonly<Record<string, string>> | string, headers: Readonly<Record<string, string>> = {}): InjectOptions => ({
  method: 'POST',
  url: '/token',
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  payload: typeof fields === 'string' ? fields : `${new URLSearchParams(fields)}`
})

/** Requests tokens with the password of a user. */
export async function tokensOf ({ app }: Pick<TestDouble, 'app'>, name: string): Promise<{ access_token: string, refresh_token: string }> {
  const { payload } = await app.inject(asksForToken({ grant_type: 'password', username: name, password: `password of ${name}` }))
  return JSON.parse(payload)
}
