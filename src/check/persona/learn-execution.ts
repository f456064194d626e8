import type { Persona } from '../../../schemas/persona.ts'
import { asMembers, jsonOf, membersOf } from '../exchange.ts'
import { hasRequiredInputs } from '../ogc/example-request.ts'
import type { General } from './learn-dismissal.ts'
import { otherHeaders } from './learn-headers.ts'
import { jobTemplate } from './learn-status-info.ts'
import { type LearnedPart, type Observations, unseenUnless } from './observations.ts'
import { placeOfJob } from './place-of-job.ts'
import { addressMeanings, toTemplate } from './to-template.ts'

type Execution = NonNullable<Persona['execution']>

/** Learns how executions are answered. */
export function learnExecution (seen: Observations, general: General): LearnedPart<Persona['execution']> {
  const { answers: { 'sync execution': sync, 'job of the sync execution': keptJob }, runs: { failing }, processes } = seen
  const isAsync = sync?.status === 201 || sync?.status === 202
  const fails = failing !== undefined && Object.keys(failing.inputs).length === 0 && processes.some(({ id, description }) => id === failing.process && hasRequiredInputs(description))
  const answer = asyncAnswer(seen, general)
  const keeps = keptJob?.status === 200
  const part: Execution = {
    ...isAsync && { mode: 'async' as const },
    ...isDocument(seen) && { response: 'document' as const },
    ...fails && { invalid_inputs: 'failed-job' as const },
    ...answer !== undefined && { async: answer },
    ...!isAsync && sync?.headers['location'] !== undefined && { sync: { headers: { Location: '{job}' }, keeps_job: keeps } }
  }
  return { part, unseen: unseenUnless(sync !== undefined, 'How it executes where nothing is preferred: no process was found that succeeds.') }
}

/** Whether a single output comes in a document with its name. */
function isDocument ({ answers: { 'sync execution': sync }, runs: { quick }, processes }: Observations): boolean {
  const outputs = Object.keys(asMembers(processes.find(({ id }) => id === quick?.process)?.description['outputs']))
  return sync?.status === 200 && outputs.length === 1 && Object.keys(membersOf(sync)).join() === outputs[0]
}

/** The answer to an asynchronous execution. */
function asyncAnswer (seen: Observations, { mediaType, headers }: General): Execution['async'] {
  const job = seen.launched.at(-1)
  const place = job && placeOfJob(seen, job.url)
  if (job === undefined || place === undefined) return undefined
  const { launch } = job
  const json = jsonOf(launch)
  const type = launch.headers['content-type']
  const { location } = launch.headers
  const own = {
    ...otherHeaders(launch, headers),
    ...location !== job.url && { Location: location === undefined ? null : String(toTemplate(location, addressMeanings(place))) },
    ...!/respond-async/.test(String(launch.headers['preference-applied'])) && { 'Preference-Applied': null }
  }
  return {
    ...launch.status !== 201 && { status: launch.status },
    ...type !== undefined && type !== mediaType && { media_type: type },
    ...Object.keys(own).length > 0 && { headers: own },
    ...json === undefined ? { text: launch.body } : { body: Object.keys(membersOf(launch)).length === 0 ? json : jobTemplate(membersOf(launch), place) }
  }
}
