import { Type } from '@sinclair/typebox'
import { AddedCase, AddedCaseList, CaseBody } from '../../schemas/control/cases.ts'
import { Done } from '../../schemas/control/done.ts'
import { ref } from '../../schemas/ref.ts'
import { addCase } from '../../src/world/add-case.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { ControlProblem } from './problems.ts'

const tags = ['Control']

/** `/__admin/cases`: what jobs with certain inputs do, before the cases of the seed. */
export function cases (app: TypedInstance): void {
  app.get('/cases', { schema: { operationId: 'getCases', tags, summary: 'List cases that were added, the newest first', response: { 200: { description: 'The cases.', ...AddedCaseList } } } }, request => ({ cases: [...worldOf(request).caseSequences.added.list()] }))
  app.post('/cases', { schema: { operationId: 'addCase', tags, summary: 'Add a case, before all others, until the next reset', body: ref(CaseBody), response: { 201: { description: 'The case.', ...AddedCase } } } }, (request, reply) => {
    const added = addCase(worldOf(request), request.body)
    reply.code(201)
    return added
  })
  app.delete('/cases', { schema: { operationId: 'removeCases', tags, summary: 'Remove all cases that were added', response: { 200: Done } } }, request => {
    worldOf(request).caseSequences.added.clear()
    return {}
  })
  app.delete('/cases/:id', { schema: { operationId: 'removeCase', tags, summary: 'Remove a case that was added', params: Type.Object({ id: Type.String() }), response: { 200: Done } } }, request => {
    if (!worldOf(request).caseSequences.added.remove(request.params.id)) throw new ControlProblem(404, `There is no case "${request.params.id}".`)
    return {}
  })
}
