import type { ProcessSeed } from '../../schemas/seed.ts'
import { defaultMaxDepth } from '../bounds/json-depth.ts'
import { excerpt } from '../inputs/validation-error.ts'
import type { Validators } from '../inputs/validators.ts'
import type { Process, RunProcess, Values } from '../processes/process.ts'
import { resultProblems } from '../results/check-results.ts'
import { type FindFile, findFileIn } from '../results/find-file.ts'
import { SeedError } from '../world/seed-reader.ts'
import { processFromSeed } from './seed-process.ts'

/** A process with code: a description as in a seed, and `run`, which makes the results of a job. */
export type CodeProcess = ProcessSeed & {
  /** Called when a job is submitted. Returns results by output, as in a seed, or a promise of them; if it throws, the job fails with that message. */
  readonly run?: RunProcess
}

/** The described process with its code, whose results are checked like those in a seed. */
export function processFromCode ({ run, ...described }: CodeProcess, known: Process | undefined, validators: Validators, findFile: FindFile): Process {
  const process = processFromSeed(described, known, { validators })
  if (run === undefined) return process
  const checkResults = (results: Values | undefined = {}): Values => {
    if (typeof results !== 'object' || results === null) throw new Error(`The code of the process "${process.id}" returned ${String(results)}; expected results by output.`)
    const problems = resultProblems(process, results, { validators, findFile })
    if (problems.length > 0) throw new Error(`The code of the process "${process.id}" returned results that are wrong: ${problems.join('; ')}.`)
    return results
  }
  return {
    ...process,
    run (inputs, job) {
      const results: unknown = run(inputs, job)
      return results instanceof Promise ? results.then(checkResults) : checkResults(results as Values)
    }
  }
}

/** Checks processes of a program by the rules for a seed, with the same messages. @throws SeedError */
export async function expectProcesses (processes: readonly CodeProcess[], maxDepth = defaultMaxDepth): Promise<void> {
  if (Array.isArray(processes) && processes.length === 0) return
  const { validateSeed } = await import('./validate-seed.ts')
  const described = Array.isArray(processes) ? processes.map(one => typeof one === 'object' && one !== null ? withoutCode(one) : one) : processes
  const problems = [
    ...validateSeed({ processes: described }, maxDepth, { findFile: findFileIn(process.cwd()) }),
    ...Array.isArray(processes) ? processes.flatMap(({ run }, index) => run === undefined || typeof run === 'function' ? [] : [`/processes/${index}/run: ${excerpt(run)} came; expected a function`]) : []
  ]
  if (problems.length > 0) throw SeedError.of('What createDouble was given', problems)
}

const withoutCode = ({ run, ...described }: CodeProcess): ProcessSeed => described
