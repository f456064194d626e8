import type { StatusInfo } from '../../schemas/ogc/status-info.ts'
import { type JobStatus, jobStatuses } from '../../src/jobs/job.ts'
import { createTemplate, isFreeOfMarks, type TextTemplate } from '../http/text-template.ts'
import type { Dialect } from './dialect.ts'
import { describeFacts, isPlainId, type JobFacts } from './present.ts'
import { linkValues } from './respond.ts'

/** A statusInfo as sent: its body, and its Link header. */
export interface StatusText { readonly body: string, readonly link: string }

export interface StatusTextOptions {
  readonly dialect: Dialect
  readonly base: string
  /** False for a job that can no longer be read. */
  readonly isReadable: boolean
  /** Serialises a statusInfo by its schema. */
  readonly serialize: (info: StatusInfo) => string
}

interface StatusTemplate { readonly body: TextTemplate, readonly link: TextTemplate }

/** Templates by everything that they depend on except the id and the times of a job. Bounded, since clients may send any Host. */
const known = new Map<Dialect, Map<string, Map<string, Map<number, StatusTemplate>>>>()
const mostKnown = 1000
let count = 0
/** The template used last: a polling client needs it again. */
let last: { readonly dialect: Dialect, readonly base: string, readonly process: string, readonly key: number, readonly template: StatusTemplate | undefined } | undefined

/**
 * A statusInfo from a template that was serialised by the schema once: jobs of a process in the same state differ only
 * in their ids and times. Undefined for a job that needs more: one whose id needs escaping, and one that has ended,
 * which has its own reason or results.
 */
export function statusText (facts: JobFacts, options: StatusTextOptions): StatusText | undefined {
  const { id, created, started = '', finished = '', updated } = facts
  if (!isPlainId(id) || isEnded(facts.status) || !Number.isInteger(facts.progress)) return undefined
  const template = findTemplate(facts, options)
  if (template === undefined) return undefined
  const values = [id, created, started, finished, updated]
  return { body: template.body(values), link: template.link(values) }
}

function findTemplate (facts: JobFacts, options: StatusTextOptions): StatusTemplate | undefined {
  const key = keyOf(facts, options.isReadable)
  const { dialect, base } = options
  if (last?.key === key && last.base === base && last.process === facts.process && last.dialect === dialect) return last.template
  const template = known.get(dialect)?.get(base)?.get(facts.process)?.get(key) ?? addTemplate(facts, options, key)
  last = { dialect, base, process: facts.process, key, template }
  return template
}

function addTemplate (facts: JobFacts, options: StatusTextOptions, key: number): StatusTemplate | undefined {
  const { dialect, base } = options
  if (!isFreeOfMarks(base) || !isFreeOfMarks(facts.process)) return undefined
  if (++count > mostKnown) {
    known.clear()
    count = 1
  }
  const template = writeTemplate(facts, options)
  within(within(within(known, dialect), base), facts.process).set(key, template)
  return template
}

function writeTemplate (facts: JobFacts, { dialect, base, isReadable, serialize }: StatusTextOptions): StatusTemplate {
  const infoWith = ([id = '', created = '', started = '', finished = '', updated = '']: readonly string[]) =>
    describeFacts(dialect, { ...facts, id, created, updated, started: facts.started && started, finished: facts.finished && finished }, base, isReadable)
  return {
    body: createTemplate(5, marks => serialize(infoWith(marks))),
    link: createTemplate(5, marks => linkValues(infoWith(marks).links!))
  }
}

const isEnded = (status: JobStatus): boolean => status === 'successful' || status === 'failed'

/** One number for each state that jobs of a process can be in. */
function keyOf ({ status, before, dismissing, started, finished, progress }: JobFacts, isReadable: boolean): number {
  const stage = (jobStatuses.indexOf(status) * jobStatuses.length + jobStatuses.indexOf(before)) * 2 + Number(dismissing)
  return progress * 1000 + stage * 8 + Number(started !== undefined) * 4 + Number(finished !== undefined) * 2 + Number(isReadable)
}

function within<K, T, V> (map: Map<K, Map<T, V>>, key: K): Map<T, V> {
  const inner = map.get(key) ?? new Map<T, V>()
  map.set(key, inner)
  return inner
}
