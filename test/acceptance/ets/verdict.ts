import type { TestMethod } from './results.ts'
import { tinyTiff } from './geotiff.ts'

const expectedTests = 54
const shownLines = 8
const shownWidth = 300

/** The parts of a run that the verdict depends on. */
export interface Run {
  methods: TestMethod[]
  passed: number
  log: string
  /** Requested addresses that do not exist. */
  missed: ReadonlySet<string>
}

/** The reasons why this run has not passed, as sentences; empty if it has. */
export function faults ({ methods, passed, log, missed }: Run): string[] {
  return [
    ...methods.filter(inTrouble).map(describe),
    ...[...missed].map(address => `The suite asked for ${address}, which is not among the schemas given.`),
    ...sentPicture(log) ? [] : ['The binary-input test was not exercised: no request carried the picture. Has the process an input of format "byte" or contentEncoding "binary"?'],
    ...passed === expectedTests ? [] : [`${expectedTests} tests were expected to pass.`]
  ]
}

/** A configuration method is skipped after another one failed, which is reported itself. */
function inTrouble ({ status, isConfig }: TestMethod): boolean {
  return status === 'FAIL' || (status === 'SKIP' && !isConfig)
}

function describe ({ status, name, message }: TestMethod): string {
  const lines = message.split('\n').slice(0, shownLines).map(line => line.slice(0, shownWidth))
  return [`${status} ${name}`, ...lines].join('\n     ')
}

/** The suite passes its binary test with a plain request if the process takes no binary input; its log shows what it sent. */
function sentPicture (log: string): boolean {
  return log.includes(tinyTiff().toString('base64'))
}
