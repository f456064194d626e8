import type { FastifyRequest } from 'fastify'
import type { User } from '../../../src/world/seed-content.ts'
import type { Settings } from '../../../src/world/settings.ts'
import type { World } from '../../../src/world/world.ts'
import { isoTime } from '../../http/iso-time.ts'
import { tokenInCookie } from './cookie.ts'

/** The sender of a request: a user, nobody, or a token that is not accepted, with the reason. */
export type Authentication = { readonly user: User | undefined } | { readonly refusal: string }

const nobody: Authentication = { user: undefined }

/** A token in a header has priority over that of a cookie. An invalid cookie counts as none, so that a page can say so. */
export function authenticate (world: World, request: FastifyRequest): Authentication {
  const key = keyIn(request, world.settings)
  if (key !== undefined) return userBehind(world, key)
  const cookie = tokenInCookie(request)
  const found = cookie === undefined ? nobody : userBehind(world, cookie)
  return 'user' in found ? found : nobody
}

/** The credentials in the header that the world uses; undefined if there are none. */
function keyIn ({ headers }: FastifyRequest, { login, loginHeader }: Settings): string | undefined {
  if (login === 'bearer') return /^bearer(?:\s+(.*))?$/is.exec(headers.authorization ?? '')?.slice(1).map((key = '') => key.trim())[0]
  const key = headers[loginHeader.toLowerCase()]
  return key === undefined ? undefined : String(key)
}

function userBehind ({ usersByToken, issuedTokens, clock }: World, key: string): Authentication {
  const issued = issuedTokens.find(key)
  if (issued !== undefined && issued.expires <= clock.now()) return { refusal: `The token expired at ${isoTime(issued.expires)}.` }
  const user = issued?.grant.user ?? usersByToken.get(key)
  if (user === undefined) return { refusal: 'The token is not known.' }
  return user.active ? { user } : { refusal: `The user ${user.name} is not active.` }
}
