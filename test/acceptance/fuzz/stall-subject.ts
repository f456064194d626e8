import { openDouble } from '../../../src/create-double.ts'

/**
 * A double with a given number of jobs in a separate process: it prints its address and, on request, the longest
 * processor time of its event loop between two events. Unlike waits, that does not depend on other work on the machine.
 */
const count = Number(process.argv[2])
const seed = { projects: [{ id: 1 }], users: [{ name: 'full', token: 'full', projects: { 1: 'full' as const } }] }
const { double, worlds } = await openDouble({ port: 0, clock: 'manual', seed, tator: '1.5', maxJobs: count })
for (let first = 0; first < count; first += 10_000) {
  worlds.default.jobs.submit(Array.from({ length: Math.min(10_000, count - first) }, (_, index) => ({
    id: `job-${first + index}`,
    process: 'echo',
    project: 1,
    user: 1,
    group: 'all',
    inputs: { message: `message ${first + index}` },
    plan: { accepted: 1000 + (first + index) * 7919 % 60_000, running: 60_000, outcome: 'successful' as const }
  })))
}
let [longest, last] = [0, process.cpuUsage()]
setInterval(() => {
  const { user, system } = process.cpuUsage(last)
  last = process.cpuUsage()
  longest = Math.max(longest, (user + system) / 1000)
}, 1)
process.on('message', () => {
  process.send!({ longest, memory: process.memoryUsage().heapUsed / 1e6 })
  longest = 0
})
process.send!({ url: double.url })
