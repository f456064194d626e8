import { isDeepStrictEqual } from 'node:util'
import type { JobStatus } from '../../jobs/job.ts'
import type { Persona } from '../../../schemas/persona.ts'
import { asMembers, type Exchange, jsonOf, membersOf } from '../exchange.ts'
import { hasRequiredInputs } from '../ogc/example-request.ts'
import { isUnfinished } from '../ogc/launch.ts'
import { statusOf } from '../ogc/subject.ts'
import type { GeneralAnswer } from './learn-dismissal.ts'
import { missingHeaders } from './learn-headers.ts'
import { jobTemplate, withoutMissing } from './learn-status-info.ts'
import { type LearnedPart, type Observations, unseenUnless } from './observations.ts'
import { type JobPlace, placeOfJob } from './place-of-job.ts'
import { addressPlaceholders, toTemplate } from './to-template.ts'

type Execution = NonNullable<Persona['execution']>

/** How executions are answered, if this is how jobs are shown. */
export function learnExecution (observations: Observations, general: GeneralAnswer, statusInfo?: Persona['status_info']): LearnedPart<Persona['execution']> {
  const { answers: { 'sync execution': sync, 'job of the sync execution': keptJob }, executions: { failing }, processes } = observations
  const isAsync = sync?.status === 201 || sync?.status === 202
  const fails = failing !== undefined && Object.keys(failing.inputs).length === 0 && processes.some(({ id, description }) => id === failing.process && hasRequiredInputs(description))
  const answer = asyncAnswer(observations, general, statusInfo)
  const keeps = keptJob?.status === 200
  const part: Execution = {
    ...isAsync && { mode: 'async' as const },
    ...isDocument(observations) && { response: 'document' as const },
    ...fails && { invalid_inputs: 'failed-job' as const },
    ...answer !== undefined && Object.keys(answer).length > 0 && { async: answer },
    ...!isAsync && sync?.headers['location'] !== undefined && { sync: { headers: { Location: '{job}' }, keeps_job: keeps } }
  }
  return { part, unseen: unseenUnless(sync !== undefined, 'The default execution mode: no process was found that succeeds.') }
}

/** Whether a single output comes in a document with its name. */
function isDocument ({ answers: { 'sync execution': sync }, executions: { quick }, processes }: Observations): boolean {
  const outputs = Object.keys(asMembers(processes.find(({ id }) => id === quick?.process)?.description['outputs']))
  return sync?.status === 200 && outputs.length === 1 && Object.keys(membersOf(sync)).join() === outputs[0]
}

/** The answer to an execution that was accepted. */
function asyncAnswer (observations: Observations, { mediaType, headers }: GeneralAnswer, statusInfo: Persona['status_info']): Execution['async'] {
  // One that had ended already has links and times that others do not have.
  const job = observations.launchedJobs.findLast(({ launch }) => isUnfinished(launch)) ?? observations.launchedJobs.at(-1)
  const place = job && placeOfJob(observations, job.url)
  if (job === undefined || place === undefined) return undefined
  const { launch } = job
  const json = jsonOf(launch)
  const type = launch.headers['content-type']
  const { location } = launch.headers
  const own = {
    ...missingHeaders(launch, headers),
    ...location !== job.url && { Location: location === undefined ? null : String(toTemplate(location, addressPlaceholders(place))) },
    ...!/respond-async/.test(String(launch.headers['preference-applied'])) && { 'Preference-Applied': null }
  }
  return {
    ...launch.status !== 201 && { status: launch.status },
    ...type !== undefined && type !== mediaType && { media_type: type },
    ...Object.keys(own).length > 0 && { headers: own },
    ...json === undefined ? { text: launch.body } : bodyOf(launch, json, place, statusInfo)
  }
}

/** Nothing, where a job is launched with what GET shows of it. */
function bodyOf (launch: Exchange, json: unknown, place: JobPlace, statusInfo: Persona['status_info']): { body?: unknown } {
  const members = membersOf(launch)
  if (Object.keys(members).length === 0) return { body: json }
  const body = jobTemplate(members, place)
  const status = { ...statusInfo?.by_status }[statusOf(launch) as JobStatus]
  return isDeepStrictEqual(body, withoutMissing({ ...statusInfo?.body, ...status })) ? {} : { body }
}
