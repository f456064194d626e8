import { type Capacity, CapacityError } from '../bounds/capacity.ts'
import type { Validators } from '../inputs/validators.ts'
import type { Job } from '../jobs/job.ts'
import type { Process } from '../processes/process.ts'
import type { DeployedProcess } from './deployed-process.ts'
import { nameProcess } from './name-process.ts'

export interface DeployedProcessesOptions {
  /** Maximum number of deployed processes, queued ones included; as many replaced or undeployed ones are kept for their jobs. */
  readonly limit: number
  /** Bytes of packages and descriptions, shared by all worlds. */
  readonly bytes: Capacity
  /** The processes without any deployment. */
  readonly seeded: () => ReadonlyMap<string, Process>
  /** The ordinal of the next job. */
  readonly nextJob: () => number
}

type Processes = ReadonlyMap<string, Process>

/** A process that was available to jobs before the one with this ordinal. */
interface FormerProcess { readonly process: Process, readonly until: number }

/** Deployed processes on top of those of a seed; a world without deployments uses those of the seed at no cost. */
export class DeployedProcesses<D extends object> {
  readonly #options: DeployedProcessesOptions
  /** Undefined marks a process of the seed that was undeployed. */
  readonly #over = new Map<string, DeployedProcess<D> | undefined>()
  #former: FormerProcess[] = []
  #merged: { readonly seeded: Processes, readonly processes: Processes } | undefined
  #bytes = 0

  constructor (options: DeployedProcessesOptions) {
    this.#options = options
  }

  /** All processes, those of the seed first. */
  get all (): Processes {
    const seeded = this.#options.seeded()
    if (this.#over.size === 0) return seeded
    if (this.#merged?.seeded !== seeded) this.#merged = { seeded, processes: this.#merge(seeded) }
    return this.#merged.processes
  }

  get deployed (): readonly DeployedProcess<D>[] {
    return [...this.#over.values()].filter(one => one !== undefined)
  }

  /** The ids of processes of the seed that were undeployed. */
  get undeployed (): readonly string[] {
    return [...this.#over].flatMap(([id, deployed]) => deployed === undefined ? [id] : [])
  }

  get (id: string): DeployedProcess<D> | undefined {
    return this.#over.get(id)
  }

  /** The process that a job was submitted to, even if it was replaced or undeployed since. */
  ranBy ({ process: id, ordinal }: Pick<Job, 'process' | 'ordinal'>): Process | undefined {
    return this.#former.find(({ process, until }) => process.id === id && ordinal < until)?.process ?? this.all.get(id)
  }

  /** Takes the room that a process needs. @param waiting how many others have taken theirs and are not there yet @param keepsRevision as for `put` @throws CapacityError, and nothing has changed */
  reserve (deployed: DeployedProcess<D>, waiting: number, keepsRevision: boolean): void {
    const { limit, bytes } = this.#options
    const isOneMore = keepsRevision || !this.#over.has(deployed.process.id)
    if (this.#over.size + waiting + Number(isOneMore) > limit) throw new CapacityError(`A world may have ${limit} deployed processes (--max-deployed), and there is no room for more. Undeploy some, or start with a higher limit.`)
    const size = sizeOf(deployed)
    bytes.take(size)
    this.#bytes += size
  }

  giveBack (deployed: DeployedProcess<D>): void {
    const size = sizeOf(deployed)
    this.#options.bytes.giveBack(size)
    this.#bytes -= size
  }

  /** Adds a process with a reservation. @param keepsRevision whether a deployed process that it replaces stays under another id */
  put (deployed: DeployedProcess<D>, keepsRevision: boolean): void {
    const { id } = deployed.process
    const before = this.#over.get(id)
    this.#remember(id)
    this.#set(id, deployed)
    if (before === undefined) return
    const revision = `${id}:${before.process.version}`
    if (keepsRevision && !this.all.has(revision)) this.#set(revision, { ...before, process: nameProcess({ ...before.process, id: revision }, before.name) })
    else this.giveBack(before)
  }

  /** Removes a process; jobs that were submitted to it keep their results. */
  remove (id: string): void {
    const deployed = this.#over.get(id)
    this.#remember(id)
    if (deployed !== undefined) this.giveBack(deployed)
    if (this.#options.seeded().has(id)) this.#set(id, undefined)
    else this.#over.delete(id)
    this.#merged = undefined
  }

  clear (): void {
    this.#options.bytes.giveBack(this.#bytes)
    this.#over.clear()
    this.#former = []
    this.#merged = undefined
    this.#bytes = 0
  }

  #set (id: string, deployed: DeployedProcess<D> | undefined): void {
    if (deployed !== undefined) validatorsByProcess.set(deployed.process, deployed.validators)
    this.#over.set(id, deployed)
    this.#merged = undefined
  }

  /** Its package is not needed any more. */
  #remember (id: string): void {
    const process = this.all.get(id)
    if (process === undefined) return
    const { package: _, ...former } = process
    const validators = validatorsByProcess.get(process)
    if (validators !== undefined) validatorsByProcess.set(former, validators)
    this.#former.push({ process: former, until: this.#options.nextJob() })
    if (this.#former.length > this.#options.limit) this.#former.shift()
  }

  #merge (seeded: Processes): Processes {
    const merged = new Map(seeded)
    for (const [id, deployed] of this.#over) {
      if (deployed === undefined) merged.delete(id)
      else merged.set(id, deployed.process)
    }
    return merged
  }
}

const validatorsByProcess = new WeakMap<Process, Validators>()

/** Checks the inputs of a process that is or was deployed; undefined for any other. */
export const deployedValidatorsOf = (process: Process): Validators | undefined => validatorsByProcess.get(process)

const sizes = new WeakMap<object, number>()

/** Roughly the bytes that it takes: its package and the description read from it. */
function sizeOf ({ description, process }: DeployedProcess<object>): number {
  const size = sizes.get(description) ?? (process.package?.body.length ?? 0) + JSON.stringify(description).length
  sizes.set(description, size)
  return size
}
