import type { FastifyReply } from 'fastify'
import type { Values } from '../../../src/personas/template.ts'
import type { Dialect } from '../dialect.ts'
import { describeFacts, type JobFacts, jobUrl, messageOf } from '../present.ts'
import { linkValues } from '../respond.ts'
import { answerAs, plainAnswer, setHeaders } from './answer.ts'
import type { AnswerTemplate, CompiledPersona } from './persona.ts'

/** The values of placeholders for a job. */
export function jobValues ({ formatTime }: CompiledPersona, facts: JobFacts, base: string): Values {
  const { id, process, status, before, reason, progress, created, started, finished, updated, resultsType } = facts
  const time = (iso: string | undefined) => iso === undefined ? undefined : formatTime(iso)
  return {
    id,
    process,
    status,
    before,
    message: messageOf(facts),
    reason,
    progress,
    created: time(created),
    started: time(started),
    finished: time(finished),
    updated: time(updated),
    base,
    job: jobUrl(base, id),
    results_type: resultsType
  }
}

/** A job as a persona presents it. @param isReadable false for a job that can no longer be read */
export function presentAs (spoken: CompiledPersona, dialect: Dialect, facts: JobFacts, base: string, isReadable = true): object {
  if (spoken.statusInfo !== undefined) return spoken.statusInfo[facts.status](jobValues(spoken, facts, base)) as object
  const info = describeFacts(dialect, facts, base, isReadable)
  const times = (['created', 'started', 'finished', 'updated'] as const).flatMap(name => info[name] === undefined ? [] : [[name, spoken.formatTime(info[name])]])
  return { ...info, ...Object.fromEntries(times) }
}

/** A persona's answer with the state of a job, as text. */
export interface StatusAnswer {
  readonly dialect: Dialect
  readonly facts: JobFacts
  readonly base: string
  readonly isReadable: boolean
  /** Its differences from the persona's usual answer; none if absent. */
  readonly answer?: AnswerTemplate
}

export function respondWithStatusAs (spoken: CompiledPersona, reply: FastifyReply, { dialect, facts, base, isReadable, answer = plainAnswer }: StatusAnswer): string {
  const info = presentAs(spoken, dialect, facts, base, isReadable)
  const values = jobValues(spoken, facts, base)
  setLinkHeader(spoken, reply, info)
  setHeaders(reply, spoken.statusHeaders, values)
  return answerAs(reply, spoken, answer, values, () => info)
}

/** For a persona that also sends links in a header. */
export function setLinkHeader ({ persona: { link_header: has = true } }: CompiledPersona, reply: FastifyReply, body: { links?: unknown }): void {
  if (has && Array.isArray(body.links)) reply.header('link', linkValues(body.links))
}
