import type { Level, Verdict } from '../../schemas/check/report.ts'
import type { Exchange } from './exchange.ts'

/** The outcome of a check. */
export interface Outcome {
  readonly verdict: Verdict
  readonly detail: string
  readonly exchanges: readonly Exchange[]
}

/** One requirement, judged by itself. */
export interface Check<Subject> {
  /** Begins with its class: `dismiss/running/status`. */
  readonly id: string
  readonly requirement: string
  readonly level: Level
  /** What is expected. */
  readonly sentence: string
  /** The conformance class that it belongs to; if absent, every server is judged. */
  readonly needs?: string
  run (subject: Subject): Promise<Outcome>
}

export const skip = (reason: string): Outcome => ({ verdict: 'skipped', detail: reason, exchanges: [] })

/** Maximum number of problems in a message; the others are counted. */
const maxProblems = 3

/** Failed if there are problems, which are sentences; otherwise passed, with the observation. */
export function judge (problems: readonly string[], exchanges: readonly Exchange[], seen = ''): Outcome {
  if (problems.length === 0) return { verdict: 'passed', detail: seen, exchanges: [] }
  const more = problems.length > maxProblems ? ` And ${problems.length - maxProblems} more of this kind.` : ''
  return { verdict: 'failed', detail: problems.slice(0, maxProblems).join(' ') + more, exchanges }
}

/** The sentence, unless the expectation holds. */
export const unless = (expected: boolean, sentence: string): string[] => expected ? [] : [sentence]

/** A check of something that is found out first, or that is skipped for the reason why it was not. */
export const judgeFound = <S, Found extends object>(find: (subject: S) => Promise<Found | string>, toOutcome: (found: Found) => Outcome | Promise<Outcome>) => async (subject: S): Promise<Outcome> => {
  const found = await find(subject)
  return typeof found === 'string' ? skip(found) : toOutcome(found)
}
