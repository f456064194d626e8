import type { FastifyInstance } from 'fastify'
import { Type } from '@sinclair/typebox'
import type { World } from '../../src/world.ts'
import { worldOf } from '../exchange.ts'
import { ControlProblem } from './problems.ts'

const tags = ['Control']
const params = Type.Object({ name: Type.String() })
type ByName = { Params: { name: string } }

/** A world holds this many at most. */
const most = 100

/** `/__admin/snapshots/{name}`: puts the jobs of a world aside and brings them back. */
export function snapshots (app: FastifyInstance): void {
  app.get('/snapshots', { schema: { operationId: 'getSnapshots', tags, summary: 'The names under which jobs were put aside' } }, request => ({ snapshots: [...worldOf(request).snapshots.keys()] }))
  app.put<ByName>('/snapshots/:name', { schema: { operationId: 'takeSnapshot', tags, summary: 'Put the jobs aside as they are', params } }, request => take(worldOf(request), request.params.name))
  app.post<ByName>('/snapshots/:name/restore', { schema: { operationId: 'restoreSnapshot', tags, summary: 'Bring back the jobs that were put aside', params } }, request => restore(worldOf(request), request.params.name))
  app.delete<ByName>('/snapshots/:name', { schema: { operationId: 'removeSnapshot', tags, summary: 'Forget a snapshot', params } }, request => {
    if (!worldOf(request).snapshots.delete(request.params.name)) throw noSnapshot(request.params.name)
    return {}
  })
}

export async function take ({ snapshots, jobs, clock }: World, name: string): Promise<object> {
  if (snapshots.size === most && !snapshots.has(name)) throw new ControlProblem(409, `A world has ${most} snapshots at most; remove some.`)
  snapshots.set(name, { at: clock.now(), jobs: await jobs.all() })
  return { name, jobs: await jobs.size() }
}

/** The jobs go on from where they were: what has passed on the clock since then does not count. */
export async function restore ({ snapshots, jobs, clock }: World, name: string): Promise<object> {
  const snapshot = snapshots.get(name)
  if (snapshot === undefined) throw noSnapshot(name)
  const passed = clock.now() - snapshot.at
  await jobs.restore(snapshot.jobs.map(job => ({
    ...job,
    submitted: job.submitted + passed,
    dismissed: job.dismissed === undefined ? undefined : job.dismissed + passed
  })))
  return { name, jobs: snapshot.jobs.length }
}

const noSnapshot = (name: string) => new ControlProblem(404, `There is no snapshot "${name}".`)
