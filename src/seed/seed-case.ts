import { isDeepStrictEqual } from 'node:util'
import type { CaseSeed, FailureSeed } from '../../schemas/seed.ts'
import type { Validators } from '../inputs/validators.ts'
import { definedOnly } from '../jobs/defined-only.ts'
import type { Plan } from '../jobs/job.ts'
import type { PlanChange, Case } from '../processes/case.ts'
import type { Values, ValueSchema } from '../processes/process.ts'
import { adjustPlan } from '../world/plan.ts'

/** What one job does: a case without its condition. */
export type AnswerSeed = Omit<CaseSeed, 'when' | 'sequence'>

/** Reads a case of a seed. @param validators for a schema that the case checks inputs with */
export const readCase = ({ when, sequence, ...only }: CaseSeed, validators: Validators): Case => ({
  matches: matcherOf(when, validators),
  answers: sequence?.flatMap(({ times = 1, ...answer }) => Array.from({ length: times }, () => readAnswer(answer))) ?? [readAnswer(only)]
})

/** `results` make the outcome a success and `failure` makes it a failure, whatever the plan said before. */
const readAnswer = ({ results, plan, failure }: AnswerSeed): PlanChange => before => ({
  ...adjustPlan({ ...before, ...(results !== undefined && { outcome: 'successful', results }) }, plan),
  ...(failure !== undefined && planOfFailure(failure))
})

const planOfFailure = ({ detail, ...exception }: FailureSeed): Partial<Plan> => ({
  outcome: 'failed',
  ...definedOnly({ reason: detail, exception: Object.keys(exception).length > 0 ? exception : undefined })
})

/** The schema that a case checks all inputs with; undefined if the case names inputs instead. */
export const schemaOfInputs = (when: Values): unknown => Object.hasOwn(when, 'matchesJsonSchema') ? when['matchesJsonSchema'] : undefined

function matcherOf (when: Values | undefined, validators: Validators): Case['matches'] {
  if (when === undefined) return () => true
  const schema = schemaOfInputs(when)
  if (schema !== undefined) return inputs => validators.validate(schema as ValueSchema, inputs) === undefined
  return inputs => isPartOf(when, inputs)
}

/** Whether `whole` has all members of `part`; lists are compared whole. */
function isPartOf (part: unknown, whole: unknown): boolean {
  if (!isObject(part) || !isObject(whole)) return isDeepStrictEqual(part, whole)
  return Object.entries(part).every(([name, value]) => Object.hasOwn(whole, name) && isPartOf(value, whole[name]))
}

const isObject = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value)
