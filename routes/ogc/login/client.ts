import type { TokenRequest } from '../../../schemas/ogc/token.ts'
import type { User } from '../../../src/world/seed-content.ts'
import type { World } from '../../../src/world/world.ts'
import { TokenProblem } from './token-problem.ts'

interface ClientCredentials {
  readonly id: string
  readonly secret: string
}

/** The user with this name and password who may log in. */
export const userWith = ({ users }: World, name: string, password: string): User | undefined =>
  users.find(user => user.active && user.name === name && user.password !== undefined && user.password === password)

/**
 * The client that authenticates itself (RFC 6749, 2.3.1): a user with the name `client_id` and the password
 * `client_secret`. Undefined without credentials; a name alone is ignored.
 * @throws TokenProblem
 */
export function clientOf (world: World, body: TokenRequest, authorization: string | undefined): User | undefined {
  const credentials = credentialsIn(body, authorization)
  if (credentials === undefined) return undefined
  const client = userWith(world, credentials.id, credentials.secret)
  if (client === undefined) throw new TokenProblem('invalid_client', 'No active user has this client_id as name and this client_secret as password.')
  return client
}

function credentialsIn ({ client_id: id, client_secret: secret }: TokenRequest, authorization: string | undefined): ClientCredentials | undefined {
  if (authorization === undefined) {
    if (secret !== undefined && id === undefined) throw new TokenProblem('invalid_request', 'client_secret came without client_id; expected both.')
    return secret === undefined ? undefined : { id: id!, secret }
  }
  const inHeader = basicCredentials(authorization)
  if (inHeader === undefined) throw new TokenProblem('invalid_client', 'Authorization cannot be read; expected Basic, and client_id:client_secret in base64.')
  if (secret !== undefined || (id !== undefined && id !== inHeader.id)) throw new TokenProblem('invalid_request', 'Client credentials came in Authorization and in the body; expected them in one place.')
  return inHeader
}

/** Both parts are form-encoded before they are joined; many clients omit that, which makes a difference only for + and %. */
function basicCredentials (authorization: string): ClientCredentials | undefined {
  const [, base64 = ''] = /^basic\s+([\w+/=-]+)\s*$/i.exec(authorization) ?? []
  const [, id, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(base64, 'base64').toString()) ?? []
  if (id === undefined || secret === undefined) return undefined
  return { id: decodeForm(id), secret: decodeForm(secret) }
}

const decodeForm = (text: string): string => new URLSearchParams(`text=${text.replaceAll('&', '%26')}`).get('text')!
