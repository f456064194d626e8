import { setTimeout } from 'node:timers/promises'
import { durationInput, exampleInputs, hasRequiredInputs, isAsync } from './example-request.ts'
import { launch, unfinishedStatuses } from './launch.ts'
import { type KnownExecution, type KnownExecutions, type LaunchedJob, type ProcessAddress, statusOf, type Subject } from './subject.ts'

type ProbeContext = Omit<Subject, 'executions'>

/** A job that stays unchanged for this long counts as slow, in seconds. */
const slowAfter = 1.2

interface Probe { readonly execution: KnownExecution, readonly job: LaunchedJob, readonly hasDuration: boolean, status: string | undefined, wasAccepted: boolean }

/** Executes each process once and observes its jobs. */
export async function probe (subject: ProbeContext): Promise<KnownExecutions> {
  const { settings: { process, inputs, slowProcess, slowInputs }, processes } = subject
  const configuredExecutions = (id: string | undefined, values: KnownExecution['inputs'] | undefined) => processes.filter(process => process.id === id).map(process => executionOf(process, values ?? exampleInputs(process.description)))
  const [quick] = configuredExecutions(process, inputs)
  const [slow] = configuredExecutions(slowProcess, slowInputs)
  if (quick !== undefined && slow !== undefined) return { quick, slow }
  const probes = await startProbes(subject)
  await watchProbes(subject, probes)
  return { ...chooseExecutions(probes, await findFailure(subject, probes)), ...(quick !== undefined && { quick }), ...(slow !== undefined && { slow }) }
}

const executionOf = ({ id, executionUrl }: ProcessAddress, inputs: KnownExecution['inputs']): KnownExecution => ({ process: id, executionUrl, inputs })

/** Long enough for requests about a running job, and shorter than the watch of a dismissed one. */
const secondsOf = (settle: number): number => Math.max(3, settle * 0.7)

async function startProbes (subject: ProbeContext): Promise<Probe[]> {
  const executions = subject.processes.filter(({ description }) => isAsync(description)).flatMap(process => {
    const inputs = exampleInputs(process.description)
    const duration = durationInput(process.description, secondsOf(subject.settings.settle))
    const seconds = Number(Object.values(duration ?? {})[0])
    return [{ execution: { ...executionOf(process, inputs), runsForSeconds: slowAfter }, hasDuration: false }, ...duration === undefined ? [] : [{ execution: { ...executionOf(process, { ...inputs, ...duration }), runsForSeconds: seconds * 0.9, requestedSeconds: seconds }, hasDuration: true }]]
  })
  const probes = await Promise.all(executions.map(async ({ execution, hasDuration }) => {
    const job = await launch(subject, execution)
    return job && { execution, job, hasDuration, status: statusOf(job.launch), wasAccepted: false }
  }))
  return probes.filter(probe => probe !== undefined)
}

/** Reads the jobs until it is known which are slow, and one has succeeded if any does. */
async function watchProbes ({ client, settings }: ProbeContext, probes: readonly Probe[]): Promise<void> {
  const begin = performance.now()
  for (;;) {
    const open = probes.filter(({ status }) => status === undefined || unfinishedStatuses.includes(status))
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
async function findFailure (subject: ProbeContext, probes: readonly Probe[]): Promise<Probe | undefined> {
  const own = probes.find(({ status }) => status === 'failed')
  const process = subject.processes.find(({ description }) => isAsync(description) && hasRequiredInputs(description))
  if (own !== undefined || process === undefined) return own
  const execution = executionOf(process, {})
  const job = await launch(subject, execution)
  if (job === undefined) return undefined
  const wrong: Probe = { execution, job, hasDuration: false, status: statusOf(job.launch), wasAccepted: false }
  await watchProbes(subject, [wrong])
  return [wrong].find(({ status }) => status === 'failed')
}

/** Executions with a requested duration come last. */
const byDuration = (one: Probe, other: Probe): number => Number(one.hasDuration) - Number(other.hasDuration)

function chooseExecutions (probes: readonly Probe[], failing: Probe | undefined): KnownExecutions {
  const open = probes.filter(({ status }) => unfinishedStatuses.includes(status))
  const found = {
    quick: probes.filter(({ status }) => status === 'successful').sort(byDuration)[0],
    slow: [...open.filter(({ status, hasDuration }) => hasDuration && status === 'accepted'), ...open.filter(({ status }) => status === 'running').sort(byDuration)].at(-1),
    failing,
    waiting: open.find(({ status, wasAccepted }) => wasAccepted && status === 'accepted')
  }
  return Object.fromEntries(Object.entries(found).flatMap(([name, probe]) => probe === undefined ? [] : [[name, probe.execution]]))
}
