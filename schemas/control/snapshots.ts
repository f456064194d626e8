import { Type } from '@sinclair/typebox'

export const SnapshotList = Type.Object({ snapshots: Type.Array(Type.String(), { description: 'their names' }) })

export const Snapshot = Type.Object({ name: Type.String(), jobs: Type.Integer({ minimum: 0, description: 'how many it holds' }) })
