import { type JobStatus, jobStatuses } from '../../jobs/job.ts'
import type { Persona } from '../../../schemas/persona.ts'
import { type Exchange, type Members, membersOf } from '../exchange.ts'
import { statusOf } from '../ogc/subject.ts'
import { mostFrequent } from './learn-headers.ts'
import { isTime, timeNames } from './learn-times.ts'
import { type LearnedPart, type Observations, unseenUnless } from './observations.ts'
import { type JobPlace, placeOfJob } from './place-of-job.ts'
import { addressMeanings, toTemplate } from './to-template.ts'

const nothing = '{nothing}'

/** Names under which servers say how far a job has come. */
const progressName = /^(progress|percent_?completed)$/i

/** Every statusInfo that GET was answered with, in order, with the job that it is about. */
export const readingsOf = (seen: Pick<Observations, 'base' | 'launched' | 'processes' | 'log'>): { exchange: Exchange, place: JobPlace }[] =>
  seen.log.flatMap(exchange => {
    const place = exchange.method === 'GET' && exchange.status === 200 ? placeOfJob(seen, exchange.url) : undefined
    return place === undefined ? [] : [{ exchange, place }]
  })

/** Members of a job with placeholders, as one answer has them. */
export function jobTemplate (info: Members, place: JobPlace): Record<string, unknown> {
  const { process } = place
  const meanings = [...addressMeanings(place), ...process === undefined ? [] : [[`/processes/${process}`, '/processes/{process}'] as const]]
  return Object.fromEntries(Object.entries(info).map(([name, value]) => [name, memberTemplate(name, value, info, place) ?? toTemplate(value, meanings)]))
}

/** What a member stands for as a whole; undefined if nothing. */
function memberTemplate (name: string, value: unknown, info: Members, { process }: JobPlace): string | undefined {
  if (name === 'status' && value === info['status']) return '{status}'
  if (isTime(value)) return `{${[...timeNames.filter(time => time === name), ...timeNames.filter(time => info[time] === value), 'updated'][0]}}`
  if (progressName.test(name) && typeof value === 'number') return '{progress}'
  return value === process && !['type', 'message'].includes(name) ? '{process}' : undefined
}

/** How a job is shown: what most statuses have in common, and what is otherwise in each. */
export function learnStatusInfo (seen: Observations): LearnedPart<Persona['status_info']> {
  const readings = readingsOf(seen)
  const known = jobStatuses.flatMap(status => {
    const own = readings.filter(({ exchange }) => statusOf(exchange) === status)
    return own.length === 0 ? [] : [[status, templateIn(status, own)] as const]
  })
  if (known.length === 0) return { part: undefined, unseen: ['How it shows a job: none could be read.'] }
  const hidden = hidesRunning(seen, readings)
  const shown = new Map<JobStatus, Members>(hidden ? [...known.map(([status, members]) => [status, status === 'accepted' ? { ...members, status } : members] as const), ['running', { ...new Map(known).get('accepted'), status: 'accepted' }]] : known)
  const body = commonMembers([...shown.values()])
  const byStatus = Object.fromEntries([...shown].flatMap(([status, members]) => {
    const own = differenceOf(members, body)
    return Object.keys(own).length === 0 ? [] : [[status, own]]
  }))
  return {
    part: { body, ...Object.keys(byStatus).length > 0 && { by_status: byStatus } },
    unseen: [...jobStatuses.flatMap(status => unseenUnless(shown.has(status), `How it shows a job that is ${status}.`)), ...unseenUnless(!('message' in { ...shown.get('failed') }), 'What it says of other failures: `message` is that of the one that was seen.')]
  }
}

/** Whether a server calls jobs accepted while they run: those of the process that takes long were, most of the time. */
function hidesRunning ({ runs: { slow } }: Observations, readings: readonly Reading[]): boolean {
  const count = (status: JobStatus) => readings.filter(({ exchange, place }) => place.process === slow?.process && statusOf(exchange) === status).length
  return slow !== undefined && count('accepted') > count('running')
}

type Reading = ReturnType<typeof readingsOf>[number]

/** The members of a job in a status: each as most answers have it. */
function templateIn (status: JobStatus, readings: readonly Reading[]): Record<string, unknown> {
  const templates = readings.map(({ exchange, place }) => jobTemplate(membersOf(exchange), place))
  const names = [...new Set(templates.flatMap(template => Object.keys(template)))]
  return Object.fromEntries(names.flatMap(name => {
    const values = templates.filter(template => name in template).map(template => template[name])
    if (progressName.test(name)) return [[name, progressIn(status, name, readings)]]
    const value = timeIn(status, valueOfMost(values))
    return isOften(value, values.length, templates.length) ? [[name, value]] : []
  }))
}

/** A time may be there later; anything else that most answers do not have is no member of the status. */
const isOften = (value: unknown, count: number, all: number): boolean => count * 2 >= all || timeNames.some(name => value === `{${name}}`)

/** A job that waits has no other time in a double than that of its creation. */
const timeIn = (status: JobStatus, value: unknown): unknown => status === 'accepted' && ['{started}', '{finished}'].includes(String(value)) ? '{created}' : value

function valueOfMost (values: readonly unknown[]): unknown {
  const hasNull = values.includes(null)
  const value: unknown = JSON.parse(mostFrequent(values.filter((value, _index, all) => value !== null || all.every(other => other === null)).map(value => JSON.stringify(value)))!)
  return hasNull && typeof value === 'string' && timeNames.some(name => value === `{${name}}`) ? `${value.slice(0, -1)} or null}` : value
}

/** A number that is the same for different jobs, and that jobs of a double have otherwise, is a fixed one. */
function progressIn (status: JobStatus, name: string, readings: readonly Reading[]): unknown {
  const values = [...new Set(readings.map(({ exchange }) => membersOf(exchange)[name]))]
  const expected: Partial<Record<JobStatus, number>> = { accepted: 0, successful: 100 }
  const [first] = values
  if (values.length > 1 || status === 'dismissed' || first === expected[status]) return typeof first === 'number' ? '{progress}' : first
  return first
}

/** Members as most of these have them; what only some have stands there too, and is taken away elsewhere. */
function commonMembers (all: readonly Members[]): Record<string, unknown> {
  const names = [...new Set(all.toSorted((one, other) => Object.keys(other).length - Object.keys(one).length).flatMap(members => Object.keys(members)))]
  return Object.fromEntries(names.flatMap(name => {
    const values = all.filter(members => name in members).map(members => JSON.stringify(members[name]))
    return values.length * 2 > all.length ? [[name, JSON.parse(mostFrequent(values)!) as unknown]] : []
  }))
}

export function differenceOf (members: Members, body: Members): Record<string, unknown> {
  const own = Object.entries(members).filter(([name, value]) => JSON.stringify(body[name]) !== JSON.stringify(value))
  const missing = Object.keys(body).filter(name => !(name in members)).map(name => [name, nothing] as const)
  return Object.fromEntries([...own, ...missing])
}

/** The members of a status that are there. */
export const withoutMissing = (members: Members): Record<string, unknown> => Object.fromEntries(Object.entries(members).filter(([, value]) => value !== nothing))
