import type { Dismissal } from '../jobs/dismissal.ts'
import type { JobStore } from '../jobs/store.ts'
import type { Process } from '../processes/process.ts'
import type { User } from './seed-content.ts'
import type { World } from './world.ts'

const unknown: Dismissal = { outcome: 'unknown' }

/** The members of a store that a view for one user supports. */
type OwnJobs = Pick<JobStore, 'forget' | 'get' | 'listInSteps' | 'size' | 'watch'>

/**
 * A world as one user sees it: jobs and deployed processes of others are hidden, and cannot be dismissed. Everything
 * else is shared. Store methods that make no sense for one user are absent, so that calling one fails instead of leaking
 * jobs.
 * @param user undefined for a request without login, which sees the jobs and processes that belong to nobody
 */
export function viewOfUser (world: World, user: User | undefined): World {
  const jobs = ownJobs(world.jobs, user?.id ?? 0)
  const isOwn = (id: string) => jobs.get(id) !== undefined
  const own: Pick<World, 'cancel' | 'dismiss' | 'jobs' | 'processes' | 'remove'> = {
    jobs: jobs as JobStore,
    get processes () { return visibleProcesses(world, user) },
    dismiss: (id, among) => isOwn(id) ? world.dismiss(id, among) : unknown,
    cancel: id => isOwn(id) ? world.cancel(id) : unknown,
    remove: id => isOwn(id) ? world.remove(id) : unknown
  }
  return new Proxy(world, {
    get (target, name) {
      const source = Object.hasOwn(own, name) ? own : target
      const member: unknown = Reflect.get(source, name)
      return typeof member === 'function' ? member.bind(source) : member
    }
  })
}

/** Processes of the seed, and those deployed without login, are visible to everybody. */
function visibleProcesses ({ deployments, processes }: World, user: User | undefined): ReadonlyMap<string, Process> {
  const hidden = deployments.deployed.filter(deployed => isOfOther(deployed, user))
  if (hidden.length === 0) return processes
  const visible = new Map(processes)
  for (const { process } of hidden) visible.delete(process.id)
  return visible
}

const isOfOther = ({ owner }: { readonly owner: string | undefined }, user: User | undefined): boolean => owner !== undefined && owner !== user?.name

/** Whether a process of that id was deployed by another user, or is queued. */
export function isDeployedByOthers ({ deployments }: World, id: string, user: User | undefined): boolean {
  const deployed = deployments.get(id) ?? deployments.queued.find(({ deployed }) => deployed.process.id === id)?.deployed
  return deployed !== undefined && isOfOther(deployed, user)
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
