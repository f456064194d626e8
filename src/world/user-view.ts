import type { Dismissal } from '../jobs/dismissal.ts'
import type { JobStore } from '../jobs/store.ts'
import type { World } from './world.ts'

const unknown: Dismissal = { what: 'unknown' }

/** What of a store is there for whoever sees the jobs of one user alone. */
type OwnJobs = Pick<JobStore, 'forget' | 'get' | 'listInSteps' | 'size' | 'watch'>

/**
 * A world as one of its users sees it: the jobs of others are not there, and cannot be dismissed. All else is the world's.
 * Whatever else a store can do has no meaning for one user and is absent: who uses it all the same fails, and sees nothing.
 * @param user 0: whoever has not logged in, and has the jobs that are nobody's
 */
export function seenBy (world: World, user: number): World {
  const jobs = ownJobs(world.jobs, user)
  const isOwn = (id: string) => jobs.get(id) !== undefined
  const own: Pick<World, 'cancel' | 'dismiss' | 'jobs' | 'remove'> = {
    jobs: jobs as JobStore,
    dismiss: (id, among) => isOwn(id) ? world.dismiss(id, among) : unknown,
    cancel: id => isOwn(id) ? world.cancel(id) : unknown,
    remove: id => isOwn(id) ? world.remove(id) : unknown
  }
  return Object.create(world, Object.getOwnPropertyDescriptors(own)) as World
}

function ownJobs (store: JobStore, user: number): OwnJobs {
  const get: OwnJobs['get'] = id => {
    const job = store.get(id)
    return job?.user === user ? job : undefined
  }
  return {
    get,
    listInSteps: (filter, page) => store.listInSteps({ ...filter, user }, page),
    size: () => store.all().filter(job => job.user === user).length,
    forget: id => { if (get(id) !== undefined) store.forget(id) },
    watch: (id, listener) => store.watch(id, listener)
  }
}
