import type { FastifyRequest } from 'fastify'
import { levels } from '../../schemas/seed.ts'
import type { User } from '../../src/world/seed-content.ts'
import type { World } from '../../src/world/world.ts'
import type { NeededLevel } from '../http/route-config.ts'
import { TatorProblem } from './problems.ts'

const unauthenticated = (text: string) => new TatorProblem('unauthenticated', text)

/** The user in `Authorization: Token <key>`. The keyword's case does not matter. @throws TatorProblem `unauthenticated`, in one of six wordings */
export function authenticate ({ usersByToken, settings }: World, header = ''): User {
  const user = usersByToken.get(keyOf(header, settings.tatorBareKey === 'accept'))
  if (user === undefined) throw unauthenticated('Invalid token.')
  if (!user.active) throw unauthenticated('User inactive or deleted.')
  return user
}

/** The client's own documentation sets the key without the prefix, and so sends a bare key, which the real server refuses. */
function keyOf (header: string, acceptBare: boolean): string {
  const [keyword = '', ...keys] = header.trim().split(/\s+/)
  if (keyword.toLowerCase() !== 'token') {
    if (acceptBare && keyword !== '' && keys.length === 0) return keyword
    throw unauthenticated('Authentication credentials were not provided.')
  }
  const [key = ''] = keys
  if (keys.length === 0) throw unauthenticated('Invalid token header. No credentials provided.')
  if (keys.length > 1) throw unauthenticated('Invalid token header. Token string should not contain spaces.')
  // eslint-disable-next-line no-control-regex -- ASCII is what is meant
  if (!/^[\x00-\x7f]+$/.test(key)) throw unauthenticated('Invalid token header. Token string should not contain invalid characters.')
  return key
}

const refusals: Readonly<Record<NeededLevel, string>> = {
  // Reading a job requires the same permission, which every member has.
  view: 'Insufficient permission to transfer media within this project.',
  transfer: 'Insufficient permission to transfer media within this project.',
  execute: 'Insufficient permission to execute within this project.'
}

/** @throws TatorProblem `forbidden`; a non-member gets the same answer as a member with a lower level */
export function authorise (user: User, project: number, needed: NeededLevel): void {
  const level = user.levels.get(project)
  if (level === undefined || levels.indexOf(level) < levels.indexOf(needed)) {
    throw new TatorProblem('forbidden', refusals[needed])
  }
}

/** The user whom the façade's first hook authenticated. */
export const userOf = (request: FastifyRequest): User => request.getDecorator<User>('user')
