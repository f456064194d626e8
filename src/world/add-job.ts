import type { JobAddition } from '../../schemas/control/jobs.ts'
import type { JobSeed, PlanSeed } from '../../schemas/seed.ts'
import { definedOnly } from '../jobs/defined-only.ts'
import { findDeepPlace } from '../bounds/json-depth.ts'
import { findIllFormed, illFormedText } from '../inputs/ill-formed-text.ts'
import { endSentence } from '../inputs/schema-sentence.ts'
import { excerpt } from '../inputs/validation-error.ts'
import { InvalidArgument } from '../jobs/invalid-argument.ts'
import type { Job, JobStatus } from '../jobs/job.ts'
import type { World } from './world.ts'

/**
 * Adds a job that no client launched.
 * @throws InvalidArgument for members that contradict each other, or refer to something unknown; JobError `id-in-use`,
 * `store-full`
 */
export function addJob (world: World, addition: JobAddition): Job {
  const seed = toJobSeed(addition)
  for (const check of [shapeProblems(addition, world.maxDepth), memberProblems(addition), () => world.seedReader.jobProblems(world, seed)]) {
    const problems = check()
    if (problems.length > 0) throw new InvalidArgument(problems.map(endSentence).join('\n'))
  }
  return world.submit(() => [world.seedReader.draft(world, seed, world.clock.now())])[0]!
}

/** Over HTTP these are refused before the body is read. */
const shapeProblems = (addition: JobAddition, maxDepth: number) => (): readonly string[] => {
  const deep = findDeepPlace(addition, maxDepth)
  if (deep !== undefined) return [`${deep}: a value nested deeper than ${maxDepth} came; expected at most that many nested arrays and objects (--max-depth)`]
  const illFormed = findIllFormed(addition)
  return illFormed === undefined ? [] : [illFormedText(illFormed)]
}

const statusesWith = { progress: ['running', 'failed', 'dismissed'], reason: ['failed'], results: ['successful'] } as const satisfies Partial<Record<keyof JobAddition, readonly JobStatus[]>>

const memberProblems = (addition: JobAddition) => (): readonly string[] => {
  const { status, plan, held, dismissed } = addition
  const misplaced = Object.entries(statusesWith).filter(([name, statuses]: [string, readonly JobStatus[]]) =>
    addition[name as keyof JobAddition] !== undefined && (status === undefined || !statuses.includes(status)))
  const refused = Object.entries({ plan, held, ...(status !== 'dismissed' && { dismissed }) }).filter(([, value]) => status !== undefined && value !== undefined)
  return [
    ...misplaced.map(([name, statuses]) => `/${name}: ${excerpt(addition[name as keyof JobAddition])} came; expected it with the status ${statuses.join(' or ')} only`),
    ...refused.map(([name, value]) => `/${name}: ${excerpt(value)} came; expected nothing, since the status ${status} says where the job stands`)
  ]
}

const plans: Record<JobStatus, PlanSeed> = {
  accepted: { accepted: 'forever' },
  running: { accepted: 0, running: 'forever' },
  successful: { accepted: 0, running: 0, outcome: 'successful' },
  failed: { accepted: 0, running: 0, outcome: 'failed' },
  dismissed: { accepted: 0, running: 'forever' }
}

function toJobSeed ({ status, progress, reason, results, ...seed }: JobAddition): JobSeed {
  if (status === undefined) return seed
  const plan: PlanSeed = { ...plans[status], ...definedOnly({ progress: progress === undefined ? undefined : [progress], reason, results }) }
  return { ...seed, plan, ...(status === 'dismissed' && { dismissed: seed.dismissed ?? 0 }) }
}
