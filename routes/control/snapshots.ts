import { Type } from '@sinclair/typebox'
import { restoreSnapshot, takeSnapshot } from '../../src/world/snapshots.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { ControlProblem } from './problems.ts'

const tags = ['Control']
const params = Type.Object({ name: Type.String() })

/** `/__admin/snapshots/{name}`: puts the jobs of a world aside and brings them back. */
export function snapshots (app: TypedInstance): void {
  app.get('/snapshots', { schema: { operationId: 'getSnapshots', tags, summary: 'List snapshots' } }, request => ({ snapshots: [...worldOf(request).snapshots.keys()] }))
  app.put('/snapshots/:name', { schema: { operationId: 'takeSnapshot', tags, summary: 'Take a snapshot of the jobs', params } }, request => takeSnapshot(worldOf(request), request.params.name))
  app.post('/snapshots/:name/restore', { schema: { operationId: 'restoreSnapshot', tags, summary: 'Restore a snapshot', params } }, async request => {
    const restored = await restoreSnapshot(worldOf(request), request.params.name)
    if (restored === undefined) throw noSnapshot(request.params.name)
    return restored
  })
  app.delete('/snapshots/:name', { schema: { operationId: 'removeSnapshot', tags, summary: 'Remove a snapshot', params } }, request => {
    if (!worldOf(request).snapshots.delete(request.params.name)) throw noSnapshot(request.params.name)
    return {}
  })
}

const noSnapshot = (name: string) => new ControlProblem(404, `There is no snapshot "${name}".`)
