import type { Answer } from './question.ts'
import { cores } from './measure/cores.ts'

export function table (answers: readonly Answer[]): string {
  const rows = answers.map(({ question, goal, measured }) => `| ${question} | ${goal} | ${measured} |\n`)
  return `| question | goal | measured |\n|---|---|---|\n${rows.join('')}`
}

/** The page that is published: the table, and how to read it. */
export const page = (answers: readonly Answer[], command: string, day: string): string => `# Benchmarks

Measured on ${day} by \`${command}\` with Node ${process.version} on ${process.platform} ${process.arch}, ${placement}.

${table(answers)}
## How to read it

- Every figure is a ratio within one run, except bytes of heap and milliseconds of a reset. How long a request takes
  depends on the machine and is not reported; the ratio depends on it much less.
- Both sides of a ratio take turns, round by round, on the same core. The figure is the median over the pairs of rounds;
  what half of the pairs lay between tells how noisy the run was, and so does the comparison of bare Fastify with itself.
  Servers are started anew several times, since no two runs of one program are compiled alike; those with many jobs once.
- What counts is the time that the server's process spent on its core; *by the clock* is the same ratio from outside.
  Where the two differ, something else was running. Where a system does not tell processor time, the clock counts.
- *Fastify that sends the same bytes* is Fastify 5 with routes that send a string made in advance and the same
  headers: no schema, no store, no negotiation. *The same work in the plain way* validates params and query, runs four
  onRequest hooks, a preHandler and an onSend hook that do nothing, and serialises one statusInfo by its schema, from an
  asynchronous handler. All servers answer 50 keep-alive connections, one request at a time on each, from a load that
  never sleeps and costs less than any of the servers.
- Every DELETE dismisses a running job of its own. In the comparisons of a full store with one of a hundred jobs, what
  is dismissed is forgotten at once (\`--dismiss remove\`), and as many jobs as a round deletes are launched before it.
- Start is from the start of the process to the end of the first answer; the other side is Fastify as it is installed.
`

const placement = cores === undefined ? 'servers and load wherever the system put them' : 'the servers on one core and the load on another'
