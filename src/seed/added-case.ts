import type { CaseSeed } from '../../schemas/seed.ts'
import { didYouMean } from '../inputs/did-you-mean.ts'
import { Validators } from '../inputs/validators.ts'
import { endSentence } from '../inputs/schema-sentence.ts'
import { excerpt } from '../inputs/validation-error.ts'
import { InvalidArgument } from '../jobs/invalid-argument.ts'
import type { Case } from '../processes/case.ts'
import type { CaseWorld } from '../world/seed-reader.ts'
import { caseProblems } from './case-problems.ts'
import { readCase } from './seed-case.ts'

/** Reads a case that is added at run time, for the jobs of a process or an algorithm. @throws InvalidArgument with all problems */
export function readAddedCase ({ processes, projects, validatorsOf, findFile }: CaseWorld, name: string, caseSeed: CaseSeed): Case {
  const process = processes.get(name)
  const algorithms = [...projects.values()].flatMap(project => [...project.algorithms.keys()])
  const known = [...new Set([...processes.keys(), ...algorithms, 'transcode'])]
  if (!known.includes(name)) throw new InvalidArgument(endSentence(`/process: ${excerpt(name)} came; expected a process or an algorithm: ${known.join(', ')}${didYouMean(name, known)}`))
  const validators = process === undefined ? new Validators() : validatorsOf(process)
  const problems = caseProblems(caseSeed, process ?? { id: name }, '', { validators, findFile })
  if (problems.length > 0) throw new InvalidArgument(problems.map(endSentence).join('\n'))
  return readCase(caseSeed, validators)
}
