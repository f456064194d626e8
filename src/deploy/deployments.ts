import type { Capacity } from '../bounds/capacity.ts'
import { CapacityError } from '../bounds/capacity.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Process } from '../processes/process.ts'
import type { Validators } from '../inputs/validators.ts'
import type { DeployedProcess } from './deployed-process.ts'
import { type Deployment, holdDeployment, isDue, releaseDeployment } from './deployment.ts'

/** What a deployment waits for, and what it comes to. */
export interface DeploymentPlan {
  /** Milliseconds of the world's clock. */
  readonly after: number
  readonly outcome: 'deployed' | 'failed'
  /** Whether a replaced process stays under another id. */
  readonly keepsRevision?: boolean
}

export interface DeploymentsOptions {
  readonly clock: Clock
  /** How many processes are deployed at most, those that are queued and those that were undeployed while their jobs last included. */
  readonly limit: number
  /** The bytes of packages and descriptions, which worlds share. */
  readonly bytes: Capacity
  /** The processes that are there without any deployment. */
  readonly seeded: () => ReadonlyMap<string, Process>
}

/** What waits, and what for. */
interface QueuedProcess<D> {
  readonly deployed: DeployedProcess<D>
  readonly plan: Required<Omit<DeploymentPlan, 'after'>>
}

/** Deployments that came to their end are remembered up to so many. */
const mostEnded = 1000

/**
 * What clients deploy, replace and undeploy in a world: processes over those of its seed. Who looks sees what is due by
 * the clock; nothing ticks. A world in which nothing was deployed has the processes of its seed, at no cost.
 */
export class Deployments<D extends object = object> {
  readonly #options: DeploymentsOptions
  /** Undefined: a process of the seed that was undeployed. */
  readonly #over = new Map<string, DeployedProcess<D> | undefined>()
  /** Undeployed processes, for the results of their jobs. */
  readonly #former = new Map<string, Process>()
  readonly #deployments = new Map<string, Deployment>()
  readonly #queued = new Map<string, QueuedProcess<D>>()
  #merged: { readonly seeded: ReadonlyMap<string, Process>, readonly processes: ReadonlyMap<string, Process> } | undefined
  #count = 0
  #integers = 0
  #bytes = 0
  #revision = 0

  constructor (options: DeploymentsOptions) {
    this.#options = options
  }

  /** Whether nothing was ever deployed, replaced or undeployed since the last reset. */
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
    const seeded = this.#options.seeded()
    if (this.#revision === 0) return seeded
    this.#settle()
    if (this.#merged?.seeded !== seeded) this.#merged = { seeded, processes: this.#merge(seeded) }
    return this.#merged.processes
  }

  /** Those that were deployed, and are there. */
  get deployed (): readonly DeployedProcess<D>[] {
    this.#settle()
    return [...this.#over.values()].filter(one => one !== undefined)
  }

  /** The ids of processes of the seed that were undeployed. */
  get undeployed (): readonly string[] {
    return [...this.#over].flatMap(([id, deployed]) => deployed === undefined ? [id] : [])
  }

  /** Those that wait, in the order in which they came. */
  get queued (): readonly (QueuedProcess<D> & { readonly deployment: Deployment })[] {
    this.#settle()
    return [...this.#queued].map(([id, queued]) => ({ ...queued, deployment: this.#deployments.get(id)! }))
  }

  get (id: string): DeployedProcess<D> | undefined {
    if (this.#revision === 0) return undefined
    this.#settle()
    return this.#over.get(id)
  }

  /** The process of that id, or the one that had it last. */
  present (id: string): Process | undefined {
    return this.processes.get(id) ?? this.#former.get(id)
  }

  /** The process that a deployment is about: the one that waits, or is there; undefined if there is none. */
  processOf ({ id, process }: Deployment): Process | undefined {
    return this.#queued.get(id)?.deployed.process ?? this.present(process)
  }

  /** What checks the inputs of a deployed process; undefined for any other. */
  validatorsOf (process: Process): Validators | undefined {
    return validatorsByProcess.get(process)
  }

  /** The number that a server gives to the next process, where it gives numbers. */
  nextInteger (): string {
    do this.#integers++
    while (this.isTaken(String(this.#integers)))
    return String(this.#integers)
  }

  /** Whether a process has that id, or will have it when its deployment is through. */
  isTaken (id: string): boolean {
    return this.processes.has(id) || this.isQueued(id)
  }

  /** Whether the first deployment of that id waits. */
  isQueued (id: string): boolean {
    return [...this.#deployments.values()].some(({ process, action, status }) => process === id && action === 'deploy' && status === 'queued')
  }

  /** Those that have come so far, the newest first. */
  list (): readonly Deployment[] {
    this.#settle()
    return [...this.#deployments.values()].reverse()
  }

  /** Deploys or replaces in one turn, now or when it is due. @throws CapacityError, and nothing has changed */
  put (deployed: DeployedProcess<D>, { after, outcome, keepsRevision = false }: DeploymentPlan): Deployment {
    this.#settle()
    const { clock } = this.#options
    const { id } = deployed.process
    const now = clock.now()
    const isNew = !this.processes.has(id)
    this.#takeRoom(deployed, isNew)
    const deployment: Deployment = { id: `deployment-${++this.#count}`, process: id, action: isNew ? 'deploy' : 'replace', status: 'queued', submitted: now, due: now + after }
    this.#deployments.set(deployment.id, deployment)
    this.#queued.set(deployment.id, { deployed, plan: { outcome, keepsRevision } })
    this.#revision++
    if (after <= 0) this.#end(deployment, outcome)
    this.#forgetEnded()
    return this.#deployments.get(deployment.id) ?? deployment
  }

  /** Undeploys; its jobs keep their results. */
  remove (id: string): void {
    const process = this.processes.get(id)
    if (process === undefined) return
    const deployed = this.#over.get(id)
    if (deployed !== undefined) this.#giveBack(deployed)
    if (this.#options.seeded().has(id)) this.#over.set(id, undefined)
    else this.#over.delete(id)
    const { package: _, ...rest } = process
    this.#former.set(id, rest)
    const validators = validatorsByProcess.get(process)
    if (validators !== undefined) validatorsByProcess.set(rest, validators)
    if (this.#former.size > this.#options.limit) this.#former.delete(this.#former.keys().next().value!)
    this.#changed()
  }

  /** Changes a deployment that is queued. @returns undefined for one that is not */
  amend (id: string, change: 'hold' | 'release' | 'deployed' | 'failed', reason?: string): Deployment | undefined {
    this.#settle()
    const deployment = this.#deployments.get(id)
    if (deployment?.status !== 'queued') return undefined
    const now = this.#options.clock.now()
    if (change === 'hold') this.#deployments.set(id, holdDeployment(deployment, now))
    else if (change === 'release') this.#deployments.set(id, releaseDeployment(deployment, now))
    else this.#end(deployment, change, reason)
    this.#settle()
    return this.#deployments.get(id)
  }

  find (id: string): Deployment | undefined {
    this.#settle()
    return this.#deployments.get(id)
  }

  clear (): void {
    this.#options.bytes.giveBack(this.#bytes)
    for (const part of [this.#over, this.#former, this.#deployments, this.#queued]) part.clear()
    this.#merged = undefined
    this.#count = this.#integers = this.#bytes = this.#revision = 0
  }

  #settle (): void {
    if (this.#queued.size === 0) return
    const now = this.#options.clock.now()
    const due = [...this.#queued.keys()].map(id => this.#deployments.get(id)!).filter(one => isDue(one, now))
    for (const deployment of due.sort((one, other) => one.due! - other.due!)) this.#end(deployment, this.#queued.get(deployment.id)!.plan.outcome)
  }

  #end (deployment: Deployment, outcome: 'deployed' | 'failed', reason = 'The world was told that it fails.'): void {
    const { id, process, action } = deployment
    const { deployed, plan: { keepsRevision } } = this.#queued.get(id)!
    this.#queued.delete(id)
    const end = (status: 'deployed' | 'failed', reason?: string) => {
      const { due: _, left: __, ...rest } = deployment
      this.#deployments.set(id, { ...rest, status, ...(reason !== undefined && { reason }) })
      this.#changed()
    }
    const isGone = action === 'replace' && !this.#mergedNow().has(process)
    if (outcome === 'failed' || isGone) {
      this.#giveBack(deployed)
      return end('failed', isGone ? 'The process was undeployed meanwhile.' : reason)
    }
    this.#replace(process, deployed, keepsRevision)
    end('deployed')
  }

  #replace (id: string, deployed: DeployedProcess<D>, keepsRevision: boolean): void {
    const before = this.#over.get(id)
    validatorsByProcess.set(deployed.process, deployed.validators)
    this.#over.set(id, deployed)
    this.#former.delete(id)
    if (before === undefined) return
    const revision = `${id}:${before.process.version}`
    if (!keepsRevision || this.#mergedNow().has(revision)) return this.#giveBack(before)
    const process = { ...before.process, id: revision }
    validatorsByProcess.set(process, before.validators)
    this.#over.set(revision, { ...before, process })
  }

  /** What is there before what is about to change. */
  #mergedNow (): ReadonlyMap<string, Process> {
    return this.#merge(this.#options.seeded())
  }

  #merge (seeded: ReadonlyMap<string, Process>): ReadonlyMap<string, Process> {
    const merged = new Map(seeded)
    for (const [id, deployed] of this.#over) {
      if (deployed === undefined) merged.delete(id)
      else merged.set(id, deployed.process)
    }
    return merged
  }

  #changed (): void {
    this.#merged = undefined
    this.#revision++
  }

  /** @throws CapacityError */
  #takeRoom (deployed: DeployedProcess<D>, isNew: boolean): void {
    const { limit, bytes } = this.#options
    if (this.#over.size + this.#queued.size >= limit && (isNew || this.#queued.size > 0)) throw new CapacityError(`A world may have ${limit} deployed processes (--max-deployed), and there is no room for more. Undeploy some, or start with a higher limit.`)
    const size = sizeOf(deployed)
    bytes.take(size)
    this.#bytes += size
  }

  #giveBack (deployed: DeployedProcess<D>): void {
    const size = sizeOf(deployed)
    this.#options.bytes.giveBack(size)
    this.#bytes -= size
  }

  #forgetEnded (): void {
    if (this.#deployments.size <= mostEnded + this.#queued.size) return
    const ended = [...this.#deployments.values()].find(({ status }) => status !== 'queued')
    if (ended !== undefined) this.#deployments.delete(ended.id)
  }
}

const validatorsByProcess = new WeakMap<Process, Validators>()

const sizes = new WeakMap<object, number>()

/** Roughly what it takes: its package, and its description, which is read from that. */
function sizeOf ({ description, process }: DeployedProcess<object>): number {
  const known = sizes.get(description) ?? (process.package?.body.length ?? 0) + JSON.stringify(description).length
  sizes.set(description, known)
  return known
}
