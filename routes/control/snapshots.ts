import { Type } from '@sinclair/typebox'
import { Done } from '../../schemas/control/done.ts'
import { Snapshot, SnapshotList } from '../../schemas/control/snapshots.ts'
import { removeSnapshot, restoreSnapshot, takeSnapshot } from '../../src/world/snapshots.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'

const tags = ['Control']
const ofSnapshot = { description: 'The snapshot.', ...Snapshot }
const params = Type.Object({ name: Type.String() })

/** `/__admin/snapshots/{name}`: saves the jobs of a world and restores them. */
export function snapshots (app: TypedInstance): void {
  app.get('/snapshots', { schema: { operationId: 'getSnapshots', tags, summary: 'List snapshots', response: { 200: { description: 'The snapshots.', ...SnapshotList } } } }, request => ({ snapshots: [...worldOf(request).snapshots.keys()] }))
  app.put('/snapshots/:name', { schema: { operationId: 'takeSnapshot', tags, summary: 'Take a snapshot of the jobs', params, response: { 200: ofSnapshot } } }, request => takeSnapshot(worldOf(request), request.params.name))
  app.post('/snapshots/:name/restore', { schema: { operationId: 'restoreSnapshot', tags, summary: 'Restore a snapshot', params, response: { 200: ofSnapshot } } }, request => restoreSnapshot(worldOf(request), request.params.name))
  app.delete('/snapshots/:name', { schema: { operationId: 'removeSnapshot', tags, summary: 'Remove a snapshot', params, response: { 200: Done } } }, request => {
    removeSnapshot(worldOf(request), request.params.name)
    return {}
  })
}
