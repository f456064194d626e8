import { ConfClasses } from '../../schemas/ogc/conf-classes.ts'
import { CommonQuery } from '../../schemas/ogc/job-query.ts'
import { ref } from '../../schemas/ref.ts'
import type { World } from '../../src/world/world.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { answer, failures } from './describe.ts'
import { deployClasses } from './deploy/classes.ts'
import { dialectOf } from './dialect.ts'
import { respond } from './respond.ts'
import { conformanceView } from './views/conformance.ts'

/** `GET /conformance`: the conformance classes of this server. */
export function conformance (app: TypedInstance): void {
  const schema = {
    operationId: 'getConformanceClasses',
    tags: ['ConformanceDeclaration'],
    summary: 'Conformance classes',
    querystring: CommonQuery,
    response: { 200: answer('The URIs of all conformance classes that are met.', ref(ConfClasses)), ...failures(400, 406, 500) }
  }
  app.get('/conformance', { schema }, (request, reply) =>
    respond(request, reply, 'Conformance', { conformsTo: conformsTo(worldOf(request)) }, conformanceView))
}

const conformsTo = (world: World): string[] => [...new Set([...world.persona?.conformance ?? dialectOf(world).conformsTo, ...deployClasses(world)])]
