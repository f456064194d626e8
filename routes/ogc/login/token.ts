import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { ref } from '../../../schemas/ref.ts'
import { TokenAnswer, TokenError, TokenRequest } from '../../../schemas/ogc/token.ts'
import { CapacityError } from '../../../src/bounds/capacity.ts'
import { definedOnly } from '../../../src/jobs/defined-only.ts'
import type { World } from '../../../src/world/world.ts'
import { asJson } from '../../http/as-json.ts'
import { worldOf } from '../../http/exchange.ts'
import { Form, formType } from '../../http/form.ts'
import type { TypedInstance } from '../../http/typed-instance.ts'
import { failures } from '../describe.ts'
import { plainText } from './challenge.ts'
import { clientOf } from './client.ts'
import { type TokenGrant, grantAccess } from './grant.ts'
import { expectLoginPath, tokenPath } from './paths.ts'
import { TokenProblem } from './token-problem.ts'

/** `POST /token`: tokens for users of the world by OAuth 2.0 (RFC 6749), in a world with bearer tokens. */
export function token (app: TypedInstance): void {
  app.post(tokenPath, {
    schema,
    config: { forms: 'any-origin', negotiates: true },
    onRequest: async request => expectLoginPath(request),
    preValidation: (request, _reply, done) => { readFields(request); done() },
    errorHandler: answerTokenError
  }, (request, reply) => {
    const world = worldOf(request)
    const client = clientOf(world, request.body, request.headers.authorization)
    return asJson(notStored(reply), issue(world, grantAccess(world, request.body, client)), 'application/json')
  })
}

/** An empty field counts as absent (RFC 6749, 3.2). @throws TokenProblem */
function readFields (request: FastifyRequest): void {
  const { body } = request
  if (!(body instanceof Form)) throw new TokenProblem('invalid_request', `The body is not a form; expected ${formType}.`)
  const repeated = [...new Set(body.keys())].find(name => body.getAll(name).length > 1)
  if (repeated !== undefined) throw new TokenProblem('invalid_request', `${repeated} came several times; expected it once.`)
  request.body = Object.fromEntries([...body].filter(([, value]) => value !== ''))
}

function issue ({ issuedTokens, settings }: World, { grant, refresh }: TokenGrant): TokenAnswer {
  const { loginTokenLifetime: lifetime, loginRefreshLifetime } = settings
  return {
    access_token: issuedTokens.issue(grant, lifetime),
    token_type: 'Bearer',
    expires_in: lifetime,
    ...(refresh === 'issue' && { refresh_token: issuedTokens.issueForRefresh(grant, loginRefreshLifetime) }),
    ...definedOnly({ scope: grant.scope })
  }
}

/** RFC 6749, 5.1. */
const notStored = (reply: FastifyReply): FastifyReply => reply.header('cache-control', 'no-store').header('pragma', 'no-cache')

/** Errors without a connection to tokens are worded by the façade. */
function answerTokenError (error: FastifyError, _request: FastifyRequest, reply: FastifyReply): TokenError {
  const problem = toTokenProblem(error)
  if (problem === undefined) throw error
  const { code, status, message } = problem
  if (status === 401) reply.header('www-authenticate', 'Basic realm="jobdouble"')
  return asJson(notStored(reply.code(status)), { error: code, error_description: plainText(message) }, 'application/json')
}

function toTokenProblem (error: FastifyError): TokenProblem | undefined {
  if (error instanceof TokenProblem) return error
  if (error.validation !== undefined) return new TokenProblem('invalid_request', 'grant_type is missing.')
  return error instanceof CapacityError ? new TokenProblem('temporarily_unavailable', error.message) : undefined
}

const describeAnswer = <const T>(description: string, schema: T) => ({ description, content: { 'application/json': { schema } } })

const schema = {
  operationId: 'getToken',
  tags: ['Login'],
  summary: 'Get a token, or another one for a refresh token',
  consumes: [formType],
  body: ref(TokenRequest),
  response: {
    200: describeAnswer('A token.', ref(TokenAnswer)),
    400: describeAnswer('The request, the name and password, or the refresh token is wrong.', ref(TokenError)),
    401: describeAnswer('The client credentials are wrong.', ref(TokenError)),
    503: describeAnswer('There is no room for more tokens.', ref(TokenError)),
    ...failures(413, 415, 500)
  }
}
