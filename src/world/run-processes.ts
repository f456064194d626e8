import { awaitEnding, decideEnding, endAs, type JobEnding } from '../jobs/awaiting.ts'
import type { Job } from '../jobs/job.ts'
import type { JobStore } from '../jobs/store.ts'
import type { RunningJob, RunProcess, Values } from '../processes/process.ts'
import type { RunInBackground } from '../outgoing/background.ts'
import type { SeedContent } from './seed-content.ts'

/** The parts of a world that code needs. */
interface RunningWorld extends Pick<SeedContent, 'processes'> {
  readonly jobs: JobStore
  readonly runInBackground: RunInBackground
  /** Aborted when the world is reset or closed. */
  readonly life: AbortSignal
}

/** Runs the code of those jobs whose processes have some. @returns the jobs afterwards */
export const runProcesses = (world: RunningWorld, jobs: readonly Job[]): readonly Job[] => jobs.map(job => {
  const run = world.processes.get(job.process)?.run
  return run === undefined || !isOpen(job) ? job : runProcess(world, run, job)
})

/** Code does not decide the end of a job that a case or a seed has decided. */
const isOpen = ({ plan: { outcome, results }, dismissed }: Job): boolean => outcome === 'successful' && results === undefined && dismissed === undefined

/** Runs code when the job is submitted. A result that is returned at once is set at once; otherwise the job does not end before the promise settles. */
function runProcess (world: RunningWorld, run: RunProcess, job: Job): Job {
  const { jobs, runInBackground } = world
  const running = new RunningCode(job, world.life)
  const ended = endOf(run, job, running)
  if (!(ended instanceof Promise)) return jobs.amend(job.id, decideEnding(ended))!
  const callOff = jobs.watch(job.id, news => { if (typeof news === 'string') running.stop() })
  runInBackground(ended.then(ending => {
    callOff()
    // After a reset another job may have the same id.
    if (jobs.get(job.id)?.ordinal === job.ordinal) jobs.amend(job.id, endAs(ending))
  }))
  return jobs.amend(job.id, awaitEnding)!
}

/** The job as its code sees it; the signal is made on first use. */
class RunningCode implements RunningJob {
  readonly id: string
  readonly submitted: number
  readonly #life: AbortSignal
  readonly #stopped = new AbortController()

  constructor ({ id, submitted }: Job, life: AbortSignal) {
    this.id = id
    this.submitted = submitted
    this.#life = life
  }

  get signal (): AbortSignal {
    return AbortSignal.any([this.#stopped.signal, this.#life])
  }

  stop (): void {
    this.#stopped.abort(new Error(`The job "${this.id}" was dismissed.`))
  }
}

/** The end of the job by its code: an error is the reason of a failure. */
function endOf (run: RunProcess, { inputs }: Job, running: RunningJob): JobEnding | Promise<JobEnding> {
  try {
    const results = run(inputs, running)
    return isPromise(results) ? results.then(results => ({ results }), failure) : { results }
  } catch (error) {
    return failure(error)
  }
}

const failure = (error: unknown): JobEnding => ({ outcome: 'failed', reason: error instanceof Error ? error.message : String(error) })

const isPromise = (results: Values | Promise<Values>): results is Promise<Values> => typeof (results as Promise<Values>).then === 'function'
