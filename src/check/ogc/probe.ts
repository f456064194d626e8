import { setTimeout } from 'node:timers/promises'
import { durationInput, exampleInputs, hasRequiredInputs, isAsync } from './example-request.ts'
import { launch, unfinished } from './launch.ts'
import { type LaunchedJob, type ProcessAddress, type Run, type Runs, statusOf, type Subject } from './subject.ts'

type ProbeContext = Omit<Subject, 'runs'>

/** A job that stays unchanged for this long counts as slow, in seconds. */
const slowAfter = 1.2

interface Probe { readonly run: Run, readonly job: LaunchedJob, readonly hasDuration: boolean, status: string | undefined, wasAccepted: boolean }

/** Executes each process once and observes its jobs. */
export async function probe (subject: ProbeContext): Promise<Runs> {
  const { settings: { process, inputs, slowProcess, slowInputs }, processes } = subject
  const given = (id: string | undefined, values: Run['inputs'] | undefined) => processes.filter(process => process.id === id).map(process => runOf(process, values ?? exampleInputs(process.description)))
  const [quick] = given(process, inputs)
  const [slow] = given(slowProcess, slowInputs)
  if (quick !== undefined && slow !== undefined) return { quick, slow }
  const probes = await start(subject)
  await watch(subject, probes)
  return { ...chosen(probes, await failure(subject, probes)), ...(quick !== undefined && { quick }), ...(slow !== undefined && { slow }) }
}

const runOf = ({ id, executionUrl }: ProcessAddress, inputs: Run['inputs']): Run => ({ process: id, executionUrl, inputs })

/** Long enough for the requests about a running job, and over while a dismissed one is still watched. */
const secondsOf = (settle: number): number => Math.max(3, settle * 0.7)

async function start (subject: ProbeContext): Promise<Probe[]> {
  const runs = subject.processes.filter(({ description }) => isAsync(description)).flatMap(process => {
    const inputs = exampleInputs(process.description)
    const duration = durationInput(process.description, secondsOf(subject.settings.settle))
    const seconds = Number(Object.values(duration ?? {})[0])
    return [{ run: { ...runOf(process, inputs), lasts: slowAfter }, hasDuration: false }, ...duration === undefined ? [] : [{ run: { ...runOf(process, { ...inputs, ...duration }), lasts: seconds * 0.9, duration: seconds }, hasDuration: true }]]
  })
  const probes = await Promise.all(runs.map(async ({ run, hasDuration }) => {
    const job = await launch(subject, run)
    return job && { run, job, hasDuration, status: statusOf(job.launch), wasAccepted: false }
  }))
  return probes.filter(probe => probe !== undefined)
}

/** Reads the jobs until it is known which are slow, and one has succeeded if any does. */
async function watch ({ client, settings }: ProbeContext, probes: readonly Probe[]): Promise<void> {
  const begin = performance.now()
  for (;;) {
    const open = probes.filter(({ status }) => status === undefined || unfinished.includes(status))
    await Promise.all(open.map(async probe => {
      probe.status = String(statusOf(await client.get(probe.job.url)))
      probe.wasAccepted = probe.status === 'accepted'
    }))
    const seconds = (performance.now() - begin) / 1000
    const isKnown = seconds >= slowAfter && (open.length === 0 || probes.some(({ status }) => status === 'successful'))
    if (isKnown || (open.length === 0 && probes.length === 0) || seconds >= settings.timeout) return
    await setTimeout(200)
  }
}

/** If no process fails by itself: an invalid execution, on a server that turns it into a failed job. */
async function failure (subject: ProbeContext, probes: readonly Probe[]): Promise<Probe | undefined> {
  const own = probes.find(({ status }) => status === 'failed')
  const process = subject.processes.find(({ description }) => isAsync(description) && hasRequiredInputs(description))
  if (own !== undefined || process === undefined) return own
  const run = runOf(process, {})
  const job = await launch(subject, run)
  if (job === undefined) return undefined
  const wrong: Probe = { run, job, hasDuration: false, status: statusOf(job.launch), wasAccepted: false }
  await watch(subject, [wrong])
  return [wrong].find(({ status }) => status === 'failed')
}

/** Executions with a requested duration come last. */
const byDuration = (one: Probe, other: Probe): number => Number(one.hasDuration) - Number(other.hasDuration)

function chosen (probes: readonly Probe[], failing: Probe | undefined): Runs {
  const open = probes.filter(({ status }) => unfinished.includes(status))
  const found = {
    quick: probes.filter(({ status }) => status === 'successful').sort(byDuration)[0],
    slow: [...open.filter(({ status, hasDuration }) => hasDuration && status === 'accepted'), ...open.filter(({ status }) => status === 'running').sort(byDuration)].at(-1),
    failing,
    waiting: open.find(({ status, wasAccepted }) => wasAccepted && status === 'accepted')
  }
  return Object.fromEntries(Object.entries(found).flatMap(([name, probe]) => probe === undefined ? [] : [[name, probe.run]]))
}
