/** The published pygeoapi: its report equals the stored one, so that a new version shows as a difference. */
import { readFile } from 'node:fs/promises'
import type { Tally } from '../tools.ts'
import { check } from './product.ts'
import { withPygeoapi } from './pygeoapi-server.ts'

/** Known properties of it, each of which must be reported. */
const known = [
  { sentence: 'pygeoapi forgets a job that is dismissed', line: 'family remove' },
  { sentence: 'pygeoapi answers a dismissal without a type', line: 'failed must dismiss/successful/body' },
  { sentence: 'pygeoapi answers a dismissal with JSON under text/html', line: 'failed must dismiss/successful/media-type' },
  { sentence: 'pygeoapi says progress 100 of a job that it dismisses', line: 'failed should dismiss/accepted/not-finished-again' },
  { sentence: 'the worker of pygeoapi goes on after a dismissal, and calls back', line: 'failed must callback/not-after-dismissal' },
  { sentence: 'pygeoapi ignores the filter of the list by status', line: 'failed must job-list/filter/status' }
]

export async function judgeRealServer (tally: Tally): Promise<void> {
  const lines = await withPygeoapi(judge)
  for (const { sentence, line } of known) tally.note(lines.includes(line), sentence)
  // The outcome of racing dismissals varies with its threads.
  const isStable = (line: string) => !line.includes(' dismiss/races/')
  const expected = (await readFile(new URL('pygeoapi/expected.txt', import.meta.url), 'utf8')).trimEnd().split('\n')
  const difference = [...expected.filter(line => !lines.includes(line)).map(line => `- ${line}`), ...lines.filter(line => isStable(line) && !expected.includes(line)).map(line => `+ ${line}`)]
  tally.note(difference.length === 0, 'the report about pygeoapi is the one that is expected', difference.join('\n'))
}

/** The report as lines, for comparison. */
async function judge (url: string): Promise<string[]> {
  const { family, table, checks } = await check(url, { strict: true })
  return [`family ${family}`, ...table.map(({ state, subject }) => `state ${state}: ${subject || 'not seen'}`), ...checks.map(({ verdict, level, id }) => `${verdict} ${level} ${id}`).sort()]
}
