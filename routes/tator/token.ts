import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ref } from '../../schemas/ref.ts'
import { Credentials, Token } from '../../schemas/tator/token.ts'
import { worldOf } from '../exchange.ts'
import { answer } from './describe.ts'

/** `POST /rest/Token`: the key of a user. */
export function token (app: FastifyInstance): void {
  const schema = {
    operationId: 'CreateToken',
    tags: ['Token'],
    summary: 'The token of a user, by name and password',
    body: ref(Credentials),
    response: {
      200: answer('The token.', ref(Token)),
      400: { description: 'A field is missing, or name and password do not belong together.', content: { 'application/json': { schema: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } } } } }
    }
  }
  const preValidation = async (request: FastifyRequest) => { request.body ??= {} }
  app.post<{ Body: Credentials }>('/Token', { schema, preValidation, config: { public: true } }, (request, reply) => {
    const { username, password } = request.body
    const user = worldOf(request).users.find(({ name, active }) => active && name === username)
    if (username === undefined || password === undefined) return reply.code(400).send(missing({ username, password }))
    if (user?.password !== password) return reply.code(400).send({ non_field_errors: ['Unable to log in with provided credentials.'] })
    return reply.send({ token: user.token })
  })
}

const missing = (fields: Record<string, string | undefined>) => Object.fromEntries(
  Object.entries(fields).filter(([, value]) => value === undefined).map(([name]) => [name, ['This field is required.']]))
