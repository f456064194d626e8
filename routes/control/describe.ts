import type { FastifyInstance, FastifyRequest, FastifySchema, RouteOptions } from 'fastify'
import { Errors } from '../../schemas/control/errors.ts'
import { ref } from '../../schemas/ref.ts'
import { optionalBody } from '../http/tidy-document.ts'

/** Accepts a missing body as an empty one; a route with this hook is described that way. */
export const bodyOrNone = async (request: FastifyRequest): Promise<void> => { if (request.body === undefined) request.body = {} }

const descriptions = {
  400: 'A parameter or the body is wrong.',
  401: 'The control key is missing or wrong.',
  403: 'The request comes from a page of another origin.',
  404: 'The resource in the path does not exist.',
  405: 'The resource does not have this method; Allow lists its methods.',
  408: 'No such request came in time.',
  409: 'The state of the world or the job does not allow this.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  422: 'No job can be in this state.',
  500: 'A server error occurred.',
  503: 'A limit of the double is reached.'
} as const
type Failure = keyof typeof descriptions

/** Errors that cannot be derived from the schema of a route. */
const own: Readonly<Record<string, readonly Failure[]>> = {
  changeClock: [409], moveJob: [409], finishJob: [409], failJob: [409], holdJob: [409], releaseJob: [409], compareDismissals: [404], setScenarioState: [409, 422], waitForRequest: [408]
}

/** A missing resource is no error for these. */
const neverMissing: readonly string[] = ['takeSnapshot', 'removeRequest']

const anywhere: readonly Failure[] = [401, 403, 500, 503]

const failuresOf = ({ operationId = '', body, querystring, params }: FastifySchema): readonly Failure[] => [
  ...anywhere,
  ...(body === undefined && querystring === undefined && params === undefined ? [] : [400] as const),
  ...(params === undefined || neverMissing.includes(operationId) ? [] : [404] as const),
  ...(body === undefined ? [] : [413, 415] as const),
  ...(own[operationId] ?? [])
]

const failure = (status: Failure) => ({ description: descriptions[status], content: { 'application/json': { schema: ref(Errors) } } })

/** Completes the descriptions of the routes registered after it with every error that they can answer. */
export function describeResponses (app: FastifyInstance): void {
  app.addSchema(Errors)
  app.addHook('onRoute', (options: RouteOptions) => {
    const { schema } = options
    if (schema?.operationId === undefined || schema.hide === true) return
    const failures = Object.fromEntries(failuresOf(schema).map(status => [status, failure(status)]))
    const isOptional = options.preValidation === bodyOrNone
    options.schema = { ...schema, ...(isOptional && { [optionalBody]: true }), response: { ...schema.response as object, ...failures } }
  })
}
