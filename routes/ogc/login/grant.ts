import type { TokenRequest } from '../../../schemas/ogc/token.ts'
import type { Grant } from '../../../src/world/issued-tokens.ts'
import type { User } from '../../../src/world/seed-content.ts'
import type { World } from '../../../src/world/world.ts'
import { definedOnly } from '../../../src/jobs/defined-only.ts'
import { userWith } from './client.ts'
import { TokenProblem } from './token-problem.ts'

/** The access that a token request is granted, and its refresh token. */
export interface TokenGrant {
  readonly grant: Grant
  /** `issue`: with a new refresh token. A refresh keeps the one that it was requested with. */
  readonly refresh: 'issue' | 'keep' | 'none'
}

/** @param client the client that authenticated itself @throws TokenProblem */
type GrantAccess = (world: World, body: TokenRequest, client: User | undefined) => TokenGrant

const grants: Readonly<Record<string, GrantAccess>> = {
  client_credentials: (_world, { scope }, client) => {
    if (client === undefined) throw new TokenProblem('invalid_client', 'No client credentials came; expected client_id and client_secret.')
    return { grant: { user: client, client: client.name, ...definedOnly({ scope }) }, refresh: 'none' }
  },
  password: (world, { username, password, scope }, client) => {
    if (username === undefined || password === undefined) throw new TokenProblem('invalid_request', 'username or password is missing; expected both.')
    const user = userWith(world, username, password)
    if (user === undefined) throw new TokenProblem('invalid_grant', 'No active user has this name and this password.')
    return { grant: { user, ...definedOnly({ client: client?.name, scope }) }, refresh: 'issue' }
  },
  refresh_token: ({ issuedTokens }, { refresh_token: token, scope }, client) => {
    if (token === undefined) throw new TokenProblem('invalid_request', 'refresh_token is missing.')
    const grant = issuedTokens.findForRefresh(token)
    if (grant === undefined || !grant.user.active) throw new TokenProblem('invalid_grant', 'The refresh token is not known, or has expired.')
    if (grant.client !== undefined && client === undefined) throw new TokenProblem('invalid_client', 'The refresh token was issued to a client that authenticated itself; expected its credentials.')
    if (grant.client !== client?.name) throw new TokenProblem('invalid_grant', 'The refresh token was issued to another client.')
    if (!isWithin(scope, grant.scope)) throw new TokenProblem('invalid_scope', 'scope exceeds what was granted first.')
    return { grant: { ...grant, ...definedOnly({ scope }) }, refresh: 'keep' }
  }
}

/** @throws TokenProblem */
export function grantAccess (world: World, body: TokenRequest, client: User | undefined): TokenGrant {
  const { grant_type: type, scope } = body
  const grant = Object.hasOwn(grants, type) ? grants[type] : undefined
  if (grant === undefined) throw new TokenProblem('unsupported_grant_type', `grant_type came as ${type}; expected ${Object.keys(grants).join(', ')}.`)
  if (scope !== undefined && !scopeForm.test(scope)) throw new TokenProblem('invalid_scope', 'scope cannot be read; expected words of ASCII with one space between them.')
  return grant(world, body, client)
}

/** RFC 6749, 3.3. */
const scopeForm = /^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/

function isWithin (requestedScope = '', granted = ''): boolean {
  const known = new Set(granted.split(' '))
  return requestedScope.split(' ').every(scope => scope === '' || known.has(scope))
}
