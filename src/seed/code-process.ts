import type { ProcessSeed } from '../../schemas/seed.ts'
import type { Validators } from '../inputs/validators.ts'
import type { Process, RunProcess, Values } from '../processes/process.ts'
import { resultProblems } from '../results/check-results.ts'
import type { FindFile } from '../results/find-file.ts'
import { processFromSeed } from './seed-process.ts'

/** A process of a program: its description, and what a seed can say of one; `run` makes the results of a job. */
export type CodeProcess = ProcessSeed & {
  /** Called when a job is submitted. Returns results by output, as a seed can say them, or a promise of them; what it throws is why the job fails. */
  readonly run?: RunProcess
}

/** The process as it is described, with its code, whose results are checked like those of a seed. */
export function processFromCode ({ run, ...described }: CodeProcess, known: Process | undefined, validators: Validators, findFile: FindFile): Process {
  const process = processFromSeed(described, known, { validators })
  if (run === undefined) return process
  const checked = (results: Values | undefined = {}): Values => {
    if (typeof results !== 'object' || results === null) throw new Error(`The code of the process "${process.id}" returned ${String(results)}; expected results by output.`)
    const problems = resultProblems(results, process.outputs, '', { validators, findFile })
    if (problems.length > 0) throw new Error(`The code of the process "${process.id}" returned results that are wrong: ${problems.map(problem => problem.replace(/^: /, '')).join('; ')}.`)
    return results
  }
  return {
    ...process,
    run (inputs, job) {
      const results: unknown = run(inputs, job)
      return results instanceof Promise ? results.then(checked) : checked(results as Values)
    }
  }
}
