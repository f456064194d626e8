import type { FastifyRequest } from 'fastify'
import { type Static, Type } from '@sinclair/typebox'
import { ref } from '../../schemas/ref.ts'
import { MessageWithDetails } from '../../schemas/tator/message.ts'
import { Credentials, Token } from '../../schemas/tator/token.ts'
import type { TatorDialect } from '../../src/world/settings.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { answer, failures } from './describe.ts'

/** Problems by field. */
const FieldErrors = Type.Record(Type.String(), Type.Array(Type.String()))

/** `POST /rest/Token`: the key of a user. */
export function token (app: TypedInstance, dialect: TatorDialect): void {
  const { 406: notAcceptable, 413: tooLong, 500: failed } = failures(dialect)
  const schema = {
    operationId: 'CreateObtainAuthToken',
    tags: ['Token'],
    summary: 'Get the token of a user, by name and password',
    body: ref(Credentials),
    response: {
      200: answer('The token.', ref(Token)),
      400: answer('A field is missing, name and password do not match, or the body cannot be read.', Type.Unsafe<Static<typeof FieldErrors>>({ oneOf: [FieldErrors, ref(MessageWithDetails)] })),
      406: notAcceptable,
      413: tooLong,
      500: failed
    }
  }
  const preValidation = async (request: FastifyRequest) => { request.body ??= {} }
  app.post('/Token', { schema, preValidation, config: { public: true } }, (request, reply) => {
    const { username, password } = request.body
    const user = worldOf(request).users.find(({ name, active }) => active && name === username)
    if (username !== undefined && password !== undefined && user?.password === password) return { token: user.token }
    reply.code(400)
    return username === undefined || password === undefined ? missing({ username, password }) : { non_field_errors: ['Unable to log in with provided credentials.'] }
  })
}

const missing = (fields: Record<string, string | undefined>) => Object.fromEntries(
  Object.entries(fields).filter(([, value]) => value === undefined).map(([name]) => [name, ['This field is required.']]))
