import type { Clock } from '../jobs/clock.ts'
import type { Job } from '../jobs/job.ts'
import type { Process } from '../processes/process.ts'
import type { DeployedProcess } from './deployed-process.ts'
import { DeployedProcesses, type DeployedProcessesOptions } from './deployed-processes.ts'
import { type Deployment, holdDeployment, isDue, releaseDeployment } from './deployment.ts'

/** When a deployment completes, and how. */
export interface DeploymentPlan {
  /** Milliseconds of the world's clock. */
  readonly after: number
  readonly outcome: 'deployed' | 'failed'
  /** Whether the process that it replaces stays available under another id. */
  readonly keepsRevision: boolean
}

export interface DeploymentsOptions extends DeployedProcessesOptions {
  readonly clock: Clock
}

/** A queued process and its plan. */
interface QueuedProcess<D> {
  readonly deployed: DeployedProcess<D>
  readonly plan: Omit<DeploymentPlan, 'after'>
}

/** How many completed deployments are remembered. */
const mostEnded = 1000

/** Deployments, replacements and undeployments by clients in a world, immediate or by its clock. What is due is applied on the next access, without timers. */
export class Deployments<D extends object = object> {
  readonly #clock: Clock
  readonly #processes: DeployedProcesses<D>
  readonly #deployments = new Map<string, Deployment>()
  readonly #queued = new Map<string, QueuedProcess<D>>()
  #count = 0
  #integers = 0
  #revision = 0

  constructor ({ clock, ...options }: DeploymentsOptions) {
    this.#clock = clock
    this.#processes = new DeployedProcesses(options)
  }

  /** Whether nothing was deployed, replaced or undeployed since the last reset. */
  get isUntouched (): boolean {
    return this.#revision === 0
  }

  /** How often something has changed. */
  get revision (): number {
    this.#settle()
    return this.#revision
  }

  /** All processes, those of the seed first. */
  get processes (): ReadonlyMap<string, Process> {
    this.#settle()
    return this.#processes.all
  }

  /** Deployed processes that are available. */
  get deployed (): readonly DeployedProcess<D>[] {
    this.#settle()
    return this.#processes.deployed
  }

  /** The ids of processes of the seed that were undeployed. */
  get undeployed (): readonly string[] {
    return this.#processes.undeployed
  }

  /** Queued processes, in order of arrival. */
  get queued (): readonly (QueuedProcess<D> & { readonly deployment: Deployment })[] {
    this.#settle()
    return [...this.#queued].map(([id, queued]) => ({ ...queued, deployment: this.#deployments.get(id)! }))
  }

  /** The deployed process of that id. */
  get (id: string): DeployedProcess<D> | undefined {
    this.#settle()
    return this.#processes.get(id)
  }

  /** The process of a deployment, queued or available; undefined if there is none. */
  processOf ({ id, process }: Deployment): Process | undefined {
    return this.#queued.get(id)?.deployed.process ?? this.processes.get(process)
  }

  /** The process that a job was submitted to, even if it was replaced or undeployed since. */
  ranBy (job: Pick<Job, 'process' | 'ordinal'>): Process | undefined {
    this.#settle()
    return this.#processes.ranBy(job)
  }

  /** The number of the next process, on a server that numbers them. */
  nextInteger (): string {
    do this.#integers++
    while (this.isTaken(String(this.#integers)))
    return String(this.#integers)
  }

  /** Whether a process has that id, or will have it when its deployment completes. */
  isTaken (id: string): boolean {
    return this.processes.has(id) || this.isQueued(id)
  }

  /** Whether the first deployment of that id is queued. */
  isQueued (id: string): boolean {
    return this.queued.some(({ deployment: { process, action } }) => process === id && action === 'deploy')
  }

  /** All deployments, newest first. */
  list (): readonly Deployment[] {
    this.#settle()
    return [...this.#deployments.values()].reverse()
  }

  find (id: string): Deployment | undefined {
    this.#settle()
    return this.#deployments.get(id)
  }

  /** Deploys or replaces in one turn, now or when it is due. @throws CapacityError, and nothing has changed */
  put (deployed: DeployedProcess<D>, { after, ...plan }: DeploymentPlan): Deployment {
    const { id: process } = deployed.process
    const action = this.processes.has(process) ? 'replace' : 'deploy'
    this.#processes.reserve(deployed, this.#queued.size, plan.keepsRevision)
    const id = `deployment-${++this.#count}`
    const submitted = this.#clock.now()
    this.#set({ id, process, action, status: 'queued', submitted, due: submitted + after })
    this.#queued.set(id, { deployed, plan })
    this.#settle()
    this.#forgetEnded()
    return this.#deployments.get(id)!
  }

  /** Undeploys a process; its jobs keep their results. */
  remove (id: string): void {
    this.#settle()
    this.#processes.remove(id)
    this.#revision++
  }

  /** Changes a deployment that is queued. @returns undefined for one that is not */
  amend (id: string, change: 'hold' | 'release' | 'deployed' | 'failed', reason?: string): Deployment | undefined {
    const deployment = this.find(id)
    if (deployment?.status !== 'queued') return undefined
    const now = this.#clock.now()
    if (change === 'hold') this.#set(holdDeployment(deployment, now))
    else if (change === 'release') this.#set(releaseDeployment(deployment, now))
    else this.#end(deployment, change, reason)
    return this.find(id)
  }

  clear (): void {
    for (const part of [this.#processes, this.#deployments, this.#queued]) part.clear()
    this.#count = this.#integers = this.#revision = 0
  }

  #set (deployment: Deployment): void {
    this.#deployments.set(deployment.id, deployment)
    this.#revision++
  }

  #settle (): void {
    if (this.#queued.size === 0) return
    const now = this.#clock.now()
    const due = [...this.#queued.keys()].map(id => this.#deployments.get(id)!).filter(one => isDue(one, now))
    for (const deployment of due.sort((one, other) => one.due! - other.due!)) this.#end(deployment, this.#queued.get(deployment.id)!.plan.outcome)
  }

  #end ({ due: _, left: __, ...deployment }: Deployment, outcome: 'deployed' | 'failed', reason = 'The deployment was set to fail.'): void {
    const { deployed, plan: { keepsRevision } } = this.#queued.get(deployment.id)!
    this.#queued.delete(deployment.id)
    const isGone = deployment.action === 'replace' && !this.#processes.all.has(deployment.process)
    if (outcome === 'deployed' && !isGone) {
      this.#processes.put(deployed, keepsRevision)
      return this.#set({ ...deployment, status: 'deployed' })
    }
    this.#processes.giveBack(deployed)
    this.#set({ ...deployment, status: 'failed', reason: isGone ? 'The process was undeployed meanwhile.' : reason })
  }

  #forgetEnded (): void {
    if (this.#deployments.size <= mostEnded + this.#queued.size) return
    const ended = [...this.#deployments.values()].find(({ status }) => status !== 'queued')!
    this.#deployments.delete(ended.id)
  }
}
