import type { FastifyInstance } from 'fastify'
import { ConfClasses } from '../../schemas/ogc/conf-classes.ts'
import { CommonQuery } from '../../schemas/ogc/job-query.ts'
import { ref } from '../../schemas/ref.ts'
import { answer, failures } from './describe.ts'
import { respond } from './respond.ts'

const part1 = 'http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/'

/** Only what is really met is declared. */
const conformsTo = ['core', 'ogc-process-description', 'json', 'html', 'oas30', 'job-list', 'dismiss'].map(name => part1 + name)

/** `GET /conformance`: the conformance classes that this server meets. */
export function conformance (app: FastifyInstance): void {
  const schema = {
    operationId: 'getConformanceClasses',
    tags: ['ConformanceDeclaration'],
    summary: 'What this server conforms to',
    querystring: CommonQuery,
    response: { 200: answer('The URIs of all conformance classes that are met.', ref(ConfClasses)), ...failures(400, 406, 500) }
  }
  app.get('/conformance', { schema }, (request, reply) => {
    reply.send(respond(request, reply, 'Conformance', { conformsTo }))
  })
}
