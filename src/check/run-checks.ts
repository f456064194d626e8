import { type Check, type Outcome, skip } from './outcome.ts'

/** A check with its outcome. */
export interface JudgedCheck extends Omit<Check<never>, 'run'> {
  readonly outcome: Outcome
}

/** Runs checks in order. The checks of a class that is not judged are skipped with the reason; a check that throws reports that, and the others go on. */
export async function runChecks<Subject> (checks: readonly Check<Subject>[], subject: Subject, reasonNotJudged: (needs: string) => string | undefined): Promise<JudgedCheck[]> {
  const judged: JudgedCheck[] = []
  for (const { run, ...check } of checks) {
    const { needs } = check
    const reason = needs === undefined ? undefined : reasonNotJudged(needs)
    const outcome = reason !== undefined
      ? skip(reason)
      : await run(subject).catch((error: Error) => skip(`The check could not run: ${error.message}`))
    judged.push({ ...check, outcome })
  }
  return judged
}
