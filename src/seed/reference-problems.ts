import type { Seed } from '../../schemas/seed.ts'
import { writerOf } from '../formats/charset.ts'
import { charsetOf } from '../formats/media-type.ts'
import { didYouMean } from '../inputs/did-you-mean.ts'
import { excerpt } from '../inputs/validation-error.ts'
import { adjustPlan } from '../world/plan.ts'
import type { Entities } from './interpret-seed.ts'
import { type JobContext, jobProblems } from './job-problems.ts'
import { planProblems } from './plan-problems.ts'

/**
 * Every reference in a seed to something that does not exist, and every contradiction, one sentence each. The seed fits
 * its schema.
 * @param entities the processes and algorithms of the seed
 */
export function referenceProblems (seed: Seed, entities: Entities): string[] {
  const context: JobContext = {
    ...entities,
    planFor: (process, inputs) => adjustPlan(process.plan(inputs), seed.plans?.[process.id]),
    planForAlgorithm: ({ plan }) => plan
  }
  return [...userProblems(seed, context), ...idProblems(seed), ...allPlanProblems(seed, context), ...addressProblems(seed),
    ...(seed.jobs ?? []).flatMap((job, index) => jobProblems(context, job, `/jobs/${index}`))]
}

const userProblems = ({ users = [] }: Seed, { projects, homeProject }: JobContext): string[] => users.flatMap(({ projects: levels = {} }, index) =>
  Object.keys(levels).filter(id => Number(id) !== homeProject && !projects.has(Number(id))).map(id =>
    `/users/${index}/projects: ${id} is not a project; there are: ${[...projects.keys()].join(', ') || homeProject}`))

/** Clients take both for steps of a path, and ask for something else. */
const idProblems = ({ processes = [] }: Seed): string[] => processes.flatMap(({ id }, index) => id === '.' || id === '..' ? [`/processes/${index}/id: ${excerpt(id)} came; expected an id that an address can end with`] : [])

function allPlanProblems ({ plans = {}, processes: own = [], projects = [] }: Seed, { processes, ...results }: JobContext): string[] {
  const known = [...processes.keys()]
  return [
    ...Object.keys(plans).filter(id => !processes.has(id)).map(id => `/plans: ${id} is not a process; there are: ${known.join(', ')}${didYouMean(id, known)}`),
    ...Object.entries(plans).flatMap(([id, plan]) => planProblems(plan, processes.get(id), results).map(problem => `/plans/${id}${problem}`)),
    ...own.flatMap(({ id, plan }, index) => planProblems(plan, processes.get(id), results).map(problem => `/processes/${index}/plan${problem}`)),
    ...projects.flatMap(({ algorithms = [] }, project) => algorithms.flatMap(({ plan }, index) =>
      planProblems(plan, undefined, results).map(problem => `/projects/${project}/algorithms/${index}/plan${problem}`)))
  ]
}

const addressProblems = ({ references = {} }: Seed): string[] => Object.entries(references).flatMap(([href, { mediaType = '', text, base64 }]) => {
  if (text === undefined) return []
  if (base64 !== undefined) return [`/references/${href}: ${excerpt(text)} came as text, and base64 beside it; expected one of them`]
  const charset = charsetOf(mediaType)
  return writerOf(charset)?.(text) === undefined ? [`/references/${href}: ${excerpt(text)} came; expected text that can be written in ${charset}, or base64 in place of it`] : []
})
