import type { AnswerDeviation, DismissalDeviation, ErrorDeviation, Persona } from '../../../schemas/persona.ts'
import { definedOnly } from '../../../src/jobs/defined-only.ts'
import { type JobStatus, jobStatuses } from '../../../src/jobs/job.ts'
import { createTemplate, mergeBodies, type Template } from '../../../src/personas/template.ts'
import type { World } from '../../../src/world/world.ts'
import { createTimeFormat } from './time-format.ts'

/** The differences of an answer, as compiled templates. */
export interface AnswerTemplate {
  readonly status?: number
  readonly mediaType?: string
  readonly headers: readonly (readonly [name: string, value: Template])[]
  readonly body?: Template
  /** Replaces the JSON. */
  readonly text?: Template
}

interface DismissalTemplate extends AnswerTemplate { readonly showsBefore: boolean }

export interface ErrorTemplate extends AnswerTemplate {
  readonly problem: readonly string[]
  readonly at?: readonly string[]
  readonly onlyMalformedId: boolean
}

/** A persona in the form that the façade needs. */
export interface CompiledPersona {
  readonly persona: Persona
  readonly mediaType: string
  readonly headers: AnswerTemplate['headers']
  readonly formatTime: (iso: string) => string
  /** Absent: as in the dialect. */
  readonly statusInfo?: Readonly<Record<JobStatus, Template>>
  readonly statusHeaders: AnswerTemplate['headers']
  readonly dismissal: Readonly<Record<JobStatus, DismissalTemplate>>
  readonly errors: readonly ErrorTemplate[]
  /** For errors without a case of their own. */
  readonly anyError?: Template
  readonly jobList?: Template
  readonly asyncAnswer: AnswerTemplate
  readonly syncHeaders: AnswerTemplate['headers']
  readonly deployment: Readonly<Partial<Record<DeploymentAnswer, AnswerTemplate>>>
}

/** Answers to deployments. */
const deploymentAnswers = ['deployed', 'replaced', 'patched', 'undeployed', 'package', 'job'] as const
export type DeploymentAnswer = typeof deploymentAnswers[number]

const spoken = new WeakMap<Persona, CompiledPersona>()

/** The compiled persona of a world; undefined for a world without one. */
export function personaOf ({ persona }: World): CompiledPersona | undefined {
  if (persona === undefined) return undefined
  const known = spoken.get(persona) ?? speak(persona)
  spoken.set(persona, known)
  return known
}

function speak (persona: Persona): CompiledPersona {
  const { media_type: mediaType = 'application/json; charset=utf-8', headers, times, status_info: info, dismissal = {}, errors = {}, job_list: list, execution = {}, deployment = {} } = persona
  return {
    persona,
    mediaType,
    headers: headerTemplates(headers),
    formatTime: createTimeFormat(times),
    ...definedOnly({
      statusInfo: info && byStatus(status => createTemplate(mergeBodies(info.body, info.by_status?.[status]))),
      anyError: templateOf(errors.body),
      jobList: templateOf(list?.body)
    }),
    statusHeaders: headerTemplates(info?.headers),
    dismissal: byStatus(status => dismissalTemplate(dismissal[status] ?? dismissal.any ?? {})),
    errors: (errors.cases ?? []).map(one => errorTemplate(one, errors)),
    asyncAnswer: answerTemplate(execution.async ?? {}),
    syncHeaders: headerTemplates(execution.sync?.headers),
    deployment: Object.fromEntries(deploymentAnswers.flatMap(name => deployment[name] === undefined ? [] : [[name, answerTemplate(deployment[name])]]))
  }
}

const byStatus = <T>(make: (status: JobStatus) => T): Record<JobStatus, T> =>
  Object.fromEntries(jobStatuses.map(status => [status, make(status)])) as Record<JobStatus, T>

const headerTemplates = (headers: AnswerDeviation['headers'] = {}): AnswerTemplate['headers'] =>
  Object.entries(headers).map(([name, value]) => [name.toLowerCase(), createTemplate(value)])

const answerTemplate = ({ status, media_type: mediaType, headers, body, text }: AnswerDeviation): AnswerTemplate => ({
  headers: headerTemplates(headers),
  ...definedOnly({ status, mediaType, body: templateOf(body), text: templateOf(text) })
})

const templateOf = <T>(document: T | undefined) => document === undefined ? undefined : createTemplate(document)

const dismissalTemplate = ({ shows, ...answer }: DismissalDeviation): DismissalTemplate => ({ ...answerTemplate(answer), showsBefore: shows === 'before' })

function errorTemplate ({ problem, at, id, ...answer }: ErrorDeviation, { body, media_type: mediaType }: NonNullable<Persona['errors']>): ErrorTemplate {
  const merged = mergeBodies(body, answer.body)
  return {
    ...answerTemplate({ ...definedOnly({ media_type: mediaType }), ...answer, ...definedOnly({ body: merged }) }),
    problem,
    ...definedOnly({ at }),
    onlyMalformedId: id === 'malformed'
  }
}
