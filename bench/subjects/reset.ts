// Prints what a reset takes, in milliseconds: of a world with many jobs, of an ordinary one, and what an empty request takes.
import { openDouble, type StartedDouble } from '../../src/create-double.ts'
import { quantile } from '../measure/quantile.ts'

const rounds = 21
const many = 100_000

/** The median of what `act` takes after `prepare`, in milliseconds. */
async function took (act: () => Promise<unknown>, prepare: () => Promise<unknown> = async () => {}): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    await prepare()
    const start = performance.now()
    await act()
    times.push(performance.now() - start)
  }
  return quantile(times, 0.5)
}

const fill = async ({ worlds }: StartedDouble) => worlds.default.jobs.submit(Array.from({ length: many }, (_, index) =>
  ({ id: `job-${index}`, process: 'echo', project: 1, user: 0, plan: { accepted: 0, running: 60_000, outcome: 'successful' as const } })))

const started = await openDouble({ port: 0 })
const { double } = started
const empty = await took(async () => (await fetch(`${double.url}/__admin/version`)).text())
const ordinary = await took(() => double.reset())
const full = await took(() => double.reset(), () => fill(started))
process.stdout.write(`${JSON.stringify({ empty, ordinary, full })}\n`)
await double.close()
