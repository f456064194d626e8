import { createHmac, randomBytes } from 'node:crypto'
import type { Seed } from '../../schemas/seed.ts'

/** A seed as it may be sent around: without passwords and tokens. */
export type OpenSeed = Omit<Seed, 'users'> & { readonly users?: readonly Omit<NonNullable<Seed['users']>[number], 'password' | 'token'>[] }

export const withoutSecrets = ({ users, ...seed }: Seed): OpenSeed =>
  ({ ...seed, ...(users !== undefined && { users: users.map(({ password, token, ...user }) => user) }) })

/** Of this process alone, so that nobody can tell the token of a user whose own was not sent. */
const salt = randomBytes(32)
const freshToken = (name: string) => createHmac('sha256', salt).update(name).digest('hex').slice(0, 40)

interface KnownUser { readonly name: string, readonly password?: string | undefined, readonly token: string }

/**
 * What was sent around, with secrets again: a user without a token has that of the user of the same name among `known`,
 * and the password too; a user whom nobody knows has a token that nobody knows. Not checked.
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
