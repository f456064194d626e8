import type { Clock } from './clock.ts'
import type { Amendment } from './amendments.ts'
import { dismissJob, type Dismissal, withoutOvertakenDismissal } from './dismissal.ts'
import { JobError, jobErrors } from './errors.ts'
import { matchesFilter, type JobFilter } from './filter.ts'
import { GroupIndex } from './group-index.ts'
import { refuseInvalidTimes } from './instants.ts'
import type { Draft, Job } from './job.ts'
import { type InputBytes, sizeOfJob, sizeOfJobs } from './input-bytes.ts'
import { PendingDismissals } from './pending-dismissals.ts'
import { createRecord } from './record.ts'
import { finish, jobsPerStep, type Steps } from './steps.ts'
import type { DismissOptions, JobPage, JobStore, PageRequest, Restoration, Watcher } from './store.ts'
import { dismissalInstant, forgottenInstant, pendingInstant, statusAt } from './timeline.ts'
import { type Admission, type JobCounts, SubmissionOrder } from './submission-order.ts'

const nothing = (): void => {}
const uncounted: InputBytes = { take: nothing, giveBack: nothing }

const unknown: Dismissal = Object.freeze({ what: 'unknown' })

/** A store in memory: a map by id, an index by group, an order of submission. Each method runs in one turn: that is its atomic step. */
export class MemoryJobStore implements JobStore {
  readonly #clock: Clock
  /** How many jobs it holds at most. */
  readonly limit: number
  #revision = 0
  #jobs = new Map<string, Job>()
  #order = new SubmissionOrder()
  #groups = new GroupIndex(this.#order)
  #pending = new PendingDismissals()
  #callOff = nothing
  readonly #watchers = new Map<string, Set<Watcher>>()
  #ordinal = 0
  readonly #inputBytes: InputBytes
  readonly #onRemoved: (id: string) => void
  /** How many bytes of inputs its jobs have. */
  #usedBytes = 0

  /**
   * @param limit how many jobs it holds at most; a submission over it is refused whole
   * @param inputBytes where the bytes of its jobs' inputs are counted; a submission for which there is no room is refused whole
   * @param onRemoved is told the id of each job that a dismissal removes
   */
  constructor (clock: Clock, limit = 1_000_000, inputBytes = uncounted, onRemoved: (id: string) => void = nothing) {
    this.#clock = clock
    this.#inputBytes = inputBytes
    this.#onRemoved = onRemoved
    this.limit = limit
  }

  /** How often a job was put in, changed or taken out. */
  get revision (): number {
    return this.#revision
  }

  submit (drafts: readonly Draft[]): readonly Job[] {
    this.#settle()
    this.#refuseUnlessAllFit(drafts)
    this.#takeBytes(sizeOfJobs(drafts))
    const now = this.#clock.now()
    return drafts.map(draft => this.#add(createRecord(draft, this.#ordinal++, now)))
  }

  get (id: string): Job | undefined {
    this.#settle()
    return this.#jobs.get(id)
  }

  list (filter: JobFilter, page: PageRequest): JobPage {
    return finish(this.listInSteps(filter, page))
  }

  * listInSteps (filter: JobFilter, { limit, olderThan, newerThan }: PageRequest): Steps<JobPage> {
    this.#settle()
    const at = this.#clock.now()
    if (filter.group !== undefined && limit === Infinity) return { jobs: (yield * takeMatching(this.#members(filter.group), filter, at, limit)).reverse(), at, hasNewer: false, hasOlder: false }
    const order = this.#order
    const admits = admissionOf(filter, at)
    const take = (jobs: Iterable<Job>, count: number) => takeMatching(jobs, filter, at, count)
    const found = newerThan === undefined
      ? yield * take(order.before(olderThan ?? Infinity, admits), limit + 1)
      : yield * take(order.after(newerThan, admits), limit + 1)
    const more = found.length > limit
    const jobs = found.slice(0, limit)
    if (newerThan !== undefined) {
      return { jobs: jobs.reverse(), at, hasNewer: more, hasOlder: (yield * take(order.before(newerThan + 1, admits), 1)).length > 0 }
    }
    const hasNewer = olderThan !== undefined && (yield * take(order.after(olderThan - 1, admits), 1)).length > 0
    return { jobs, at, hasOlder: more, hasNewer }
  }

  countInSteps (): Steps<JobCounts> {
    this.#settle()
    return this.#order.countByStatus(this.#clock.now())
  }

  dismiss (id: string, options: DismissOptions): Dismissal {
    const job = this.get(id)
    return job === undefined ? unknown : this.#dismiss(job, options)
  }

  dismissAll (which: Pick<JobFilter, 'group' | 'project'>, options: DismissOptions): readonly Dismissal[] {
    this.#settle()
    const candidates = which.group === undefined ? this.#order.after(-1) : this.#members(which.group)
    const chosen = [...candidates].filter(job => matchesFilter(which, job, 0))
    return chosen.map(job => this.#dismiss(job, options)).filter(({ what }) => what !== 'unknown')
  }

  amend (id: string, amendment: Amendment): Job | undefined {
    const job = this.get(id)
    const plan = job && amendment(job, this.#clock.now())
    if (job === undefined || plan === undefined) return undefined
    const amended = withoutOvertakenDismissal({ ...job, plan })
    this.#takeBytes(sizeOfJob(amended) - sizeOfJob(job))
    this.#replace(amended)
    this.#tellOfRecord(amended)
    return amended
  }

  all (): readonly Job[] {
    this.#settle()
    return this.#order.toArray()
  }

  leaving (): readonly Job[] {
    this.#settle()
    return [...new Set(this.#pending.ids)].flatMap(id => this.#jobs.get(id) ?? [])
  }

  restore (jobs: readonly Job[]): void {
    const restoration = this.beginRestoration()
    for (const job of jobs) restoration.add(job)
    restoration.commit()
  }

  beginRestoration (): Restoration {
    const jobs = new Map<string, Job>()
    let bytes = 0
    const order = new SubmissionOrder()
    const groups = new GroupIndex(order)
    const pending = new PendingDismissals()
    const now = this.#clock.now()
    let next = 0
    return {
      add: job => {
        refuseInvalidTimes(job)
        if (jobs.size === this.limit) throw new JobError('store-full', jobErrors['store-full'](this.limit))
        if (jobs.has(job.id)) throw new JobError('id-in-use', jobErrors['id-in-use'](job.id))
        // Places are what an order is kept by: whoever made the jobs up may have given them none that are in it.
        const placed = job.ordinal >= next ? job : { ...job, ordinal: next }
        jobs.set(job.id, placed)
        groups.add(placed)
        order.put(placed)
        this.#expect(placed, now, pending)
        next = placed.ordinal + 1
        bytes += sizeOfJob(placed)
      },
      commit: () => {
        this.#takeBytes(bytes - this.#usedBytes)
        this.#become(jobs, order, groups, pending)
        this.#ordinal = Math.max(this.#ordinal, next)
      }
    }
  }

  watch (id: string, listener: Watcher): () => void {
    const listeners = this.#watchers.get(id) ?? new Set()
    this.#watchers.set(id, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.#watchers.get(id) === listeners) this.#watchers.delete(id)
    }
  }

  forget (id: string): void {
    const job = this.get(id)
    if (job !== undefined) this.#remove(job)
    this.#tell(id, 'forgotten')
  }

  reset (): void {
    const order = new SubmissionOrder()
    this.#takeBytes(-this.#usedBytes)
    this.#become(new Map(), order, new GroupIndex(order))
  }

  size (): number {
    this.#settle()
    return this.#jobs.size
  }

  /** @throws what the count of bytes throws, if these jobs had no room in place of those that are there */
  expectRoomForInputs (jobs: Parameters<typeof sizeOfJobs>[0]): void {
    const more = sizeOfJobs(jobs) - this.#usedBytes
    this.#inputBytes.take(more)
    this.#inputBytes.giveBack(more)
  }

  #takeBytes (bytes: number): void {
    this.#inputBytes.take(bytes)
    this.#usedBytes += bytes
  }

  /** Emptying a map takes as long as it is large; leaving it behind does not. */
  #become (jobs: Map<string, Job>, order: SubmissionOrder, groups: GroupIndex, pending = new PendingDismissals()): void {
    this.#jobs = jobs
    this.#order = order
    this.#groups = groups
    this.#pending = pending
    this.#setAlarm()
    this.#revision++
    for (const id of [...this.#watchers.keys()]) this.#tell(id, 'forgotten')
  }

  #refuseUnlessAllFit (drafts: readonly Draft[]): void {
    if (this.#jobs.size + drafts.length > this.limit) throw new JobError('store-full', jobErrors['store-full'](this.limit))
    const ids = new Set<string>()
    for (const draft of drafts) {
      const { id, group = id } = draft
      refuseInvalidTimes(draft)
      if (!id.isWellFormed() || !group.isWellFormed()) throw new JobError('id-ill-formed', jobErrors['id-ill-formed'](id.isWellFormed() ? group : id))
      if (this.#jobs.has(id) || ids.has(id)) throw new JobError('id-in-use', jobErrors['id-in-use'](id))
      ids.add(id)
    }
  }

  #add (job: Job): Job {
    this.#jobs.set(job.id, job)
    this.#groups.add(job)
    this.#order.put(job)
    this.#expectSoon(job)
    this.#revision++
    return job
  }

  /** The group's own name is a member's id where a job is alone in it. */
  * #members (group: string): Generator<Job> {
    const alone = this.#jobs.get(group)
    if (alone !== undefined) yield alone
    yield * this.#groups.membersOf(group)
  }

  #dismiss (job: Job, { policy, among }: DismissOptions): Dismissal {
    const now = this.#clock.now()
    const was = statusAt(job, now)
    if (among !== undefined && !among.includes(was)) return unknown
    const dismissal = dismissJob(job, was, policy, now)
    if (dismissal.what !== 'cancelled' && dismissal.what !== 'removed') return dismissal
    if (dismissal.kept) this.#replace(dismissal.job)
    else this.#removeDismissed(job)
    this.#expectSoon(dismissal.job)
    if (dismissal.at > now) this.#tellOfRecord(dismissal.job)
    else this.#tellOfDismissal(dismissal.job)
    return dismissal
  }

  /** What fell due has happened before anyone looks, whenever its alarm rings. */
  #settle (): void {
    if (this.#pending.next === Infinity) return
    const now = this.#clock.now()
    for (let id = this.#pending.takeDue(now); id !== undefined; id = this.#pending.takeDue(now)) this.#carryOut(id, now)
  }

  /** What the dismissal of a job does at this instant; nothing if it has ended by itself, or is not what it was. */
  #carryOut (id: string, now: number): void {
    const job = this.#jobs.get(id)
    if (job?.dismissal === undefined || dismissalInstant(job) > now) return
    const isForgotten = forgottenInstant(job) <= now
    if (isForgotten) this.#removeDismissed(job)
    else this.#expectSoon(job)
    this.#tellOfDismissal(job)
  }

  /** Whoever waits for the work itself goes on waiting where it goes on. */
  #tellOfDismissal (job: Job): void {
    if (job.dismissal?.workGoesOn === true) this.#tellOfRecord(job)
    else this.#tell(job.id, 'dismissed')
  }

  #tellOfRecord (job: Job): void {
    this.#watchers.get(job.id)?.forEach(listener => listener(job))
  }

  #expectSoon (job: Job): void {
    if (job.dismissal === undefined) return
    this.#pending.prune(this.#jobs.size, id => this.#jobs.has(id))
    this.#expect(job, this.#clock.now(), this.#pending)
    this.#setAlarm()
  }

  #expect (job: Job, now: number, pending: PendingDismissals): void {
    if (job.dismissal === undefined) return
    const at = forgottenInstant(job) <= now ? now : pendingInstant(job, now)
    if (at < Infinity) pending.add(job.id, at)
  }

  #ring (): void {
    this.#settle()
    this.#setAlarm()
  }

  #setAlarm (): void {
    this.#callOff()
    this.#callOff = this.#pending.next === Infinity ? nothing : this.#clock.alarm(this.#pending.next, () => this.#ring())
  }

  #replace (job: Job): void {
    this.#jobs.set(job.id, job)
    this.#order.put(job)
    this.#revision++
  }

  #removeDismissed (job: Job): void {
    this.#remove(job)
    this.#onRemoved(job.id)
  }

  #remove (job: Job): void {
    this.#jobs.delete(job.id)
    this.#groups.remove(job)
    this.#order.remove(job.ordinal)
    this.#takeBytes(-sizeOfJob(job))
    this.#revision++
  }

  #tell (id: string, what: 'dismissed' | 'forgotten'): void {
    if (this.#watchers.size === 0) return
    const listeners = this.#watchers.get(id)
    this.#watchers.delete(id)
    listeners?.forEach(listener => listener(what))
  }
}

/** Which jobs can be passed over unseen; undefined for a filter that admits all, or says nothing but a group. */
const admissionOf = ({ group, ...filter }: JobFilter, now: number): Admission | undefined =>
  Object.values(filter).some(value => value !== undefined) ? summary => summary.admits(filter, now) : undefined

function * takeMatching (jobs: Iterable<Job>, filter: JobFilter, now: number, count: number): Steps<Job[]> {
  const taken: Job[] = []
  let left = jobsPerStep
  for (const job of jobs) {
    if (matchesFilter(filter, job, now) && taken.push(job) === count) break
    if (--left > 0) continue
    yield
    left = jobsPerStep
  }
  return taken
}
