import type { AnswerDeviation, DismissalDeviation, ErrorDeviation, Persona } from '../../../schemas/persona.ts'
import { definedOnly } from '../../../src/jobs/defined-only.ts'
import { type JobStatus, jobStatuses } from '../../../src/jobs/job.ts'
import { createTemplate, mergeBodies, type Template } from '../../../src/personas/template.ts'
import type { World } from '../../../src/world/world.ts'
import { createTimeFormat } from './time-format.ts'

/** What of an answer is otherwise, ready to be filled in. */
export interface AnswerTemplate {
  readonly status?: number
  readonly mediaType?: string
  readonly headers: readonly (readonly [name: string, value: Template])[]
  readonly body?: Template
  /** What comes in place of JSON. */
  readonly text?: Template
}

interface DismissalTemplate extends AnswerTemplate { readonly showsBefore: boolean }

export interface ErrorTemplate extends AnswerTemplate {
  readonly problem: readonly string[]
  readonly at?: readonly string[]
  readonly onlyMalformedId: boolean
}

/** A persona as the façade needs it. */
export interface SpokenPersona {
  readonly persona: Persona
  readonly mediaType: string
  readonly headers: AnswerTemplate['headers']
  readonly formatTime: (iso: string) => string
  /** Absent: as the dialect has it. */
  readonly statusInfo?: Readonly<Record<JobStatus, Template>>
  readonly statusHeaders: AnswerTemplate['headers']
  readonly dismissal: Readonly<Record<JobStatus, DismissalTemplate>>
  readonly errors: readonly ErrorTemplate[]
  /** Of what no case is about. */
  readonly anyError?: Template
  readonly jobList?: Template
  readonly asyncAnswer: AnswerTemplate
  readonly syncHeaders: AnswerTemplate['headers']
}

const spoken = new WeakMap<Persona, SpokenPersona>()

/** The persona of a world, ready to be spoken; undefined for a world that has none. */
export function personaOf ({ persona }: World): SpokenPersona | undefined {
  if (persona === undefined) return undefined
  const known = spoken.get(persona) ?? speak(persona)
  spoken.set(persona, known)
  return known
}

function speak (persona: Persona): SpokenPersona {
  const { media_type: mediaType = 'application/json; charset=utf-8', headers, times, status_info: info, dismissal = {}, errors = {}, job_list: list, execution = {} } = persona
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
    syncHeaders: headerTemplates(execution.sync?.headers)
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
