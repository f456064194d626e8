import { createHmac, randomBytes } from 'node:crypto'
import type { Seed } from '../../schemas/seed.ts'

/** A seed that can be shared: without passwords and tokens. */
export type OpenSeed = Omit<Seed, 'users'> & { readonly users?: readonly Omit<NonNullable<Seed['users']>[number], 'password' | 'token'>[] }

export const withoutSecrets = ({ users, ...seed }: Seed): OpenSeed =>
  ({ ...seed, ...(users !== undefined && { users: users.map(({ password, token, ...user }) => user) }) })

/** Random for each process, so that the tokens made with it cannot be guessed. */
const salt = randomBytes(32)
const freshToken = (name: string) => createHmac('sha256', salt).update(name).digest('hex').slice(0, 40)

interface KnownUser { readonly name: string, readonly password?: string | undefined, readonly token: string }

/**
 * Adds secrets to a shared seed: a user without a token gets token and password of the user of the same name in `known`,
 * and an unknown user gets a random token. The seed is not validated here.
 */
export function withSecrets (seed: unknown, known: readonly KnownUser[]): unknown {
  const { users } = (seed ?? {}) as { users?: unknown }
  return Array.isArray(users) ? { ...seed as object, users: users.map(user => withSecret(user, known)) } : seed
}

function withSecret (user: unknown, known: readonly KnownUser[]): unknown {
  const { name, token } = (user ?? {}) as { name?: unknown, token?: unknown }
  if (typeof name !== 'string' || token !== undefined) return user
  const { password, token: own } = known.find(one => one.name === name) ?? { token: freshToken(name) }
  return { ...user as object, token: own, ...(password !== undefined && { password }) }
}
