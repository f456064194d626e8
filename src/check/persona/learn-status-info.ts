import { type JobStatus, jobStatuses } from '../../jobs/job.ts'
import type { Persona } from '../../../schemas/persona.ts'
import { type Exchange, type Members, membersOf } from '../exchange.ts'
import { statusOf } from '../ogc/subject.ts'
import { mostFrequent } from './learn-headers.ts'
import { isTime, timeNames } from './learn-times.ts'
import { type LearnedPart, type Observations, unseenUnless } from './observations.ts'
import { type JobPlace, placeOfJob } from './place-of-job.ts'
import { addressPlaceholders, toTemplate } from './to-template.ts'

const nothing = '{nothing}'

/** Names of the progress member on real servers. */
const progressName = /^(progress|percent_?completed)$/i

/** Every statusInfo in an answer to GET, in order, with its job. */
export const readingsOf = (observations: Pick<Observations, 'base' | 'launchedJobs' | 'processes' | 'log'>): { exchange: Exchange, place: JobPlace }[] =>
  observations.log.flatMap(exchange => {
    const place = exchange.method === 'GET' && exchange.status === 200 ? placeOfJob(observations, exchange.url) : undefined
    return place === undefined ? [] : [{ exchange, place }]
  })

/** The members of a job as a template, from one answer. */
export function jobTemplate (info: Members, place: JobPlace): Record<string, unknown> {
  const { process } = place
  const meanings = [...addressPlaceholders(place), ...process === undefined ? [] : [[`/processes/${process}`, '/processes/{process}'] as const]]
  return Object.fromEntries(Object.entries(info).map(([name, value]) => [name, memberTemplate(name, value, info, place) ?? toTemplate(value, meanings)]))
}

/** The placeholder that replaces a whole member; undefined if none does. */
function memberTemplate (name: string, value: unknown, info: Members, { process }: JobPlace): string | undefined {
  if (name === 'status' && value === info['status']) return '{status}'
  if (isTime(value)) return `{${[...timeNames.filter(time => time === name), ...timeNames.filter(time => info[time] === value), 'updated'][0]}}`
  if (progressName.test(name) && typeof value === 'number') return '{progress}'
  return value === process && !['type', 'message'].includes(name) ? '{process}' : undefined
}

/** Learns how a job is presented: what most statuses have in common, and the differences of each. */
export function learnStatusInfo (observations: Observations): LearnedPart<Persona['status_info']> {
  const readings = readingsOf(observations)
  const known = jobStatuses.flatMap(status => {
    const own = readings.filter(({ exchange }) => statusOf(exchange) === status)
    return own.length === 0 ? [] : [[status, templateIn(status, own)] as const]
  })
  if (known.length === 0) return { part: undefined, unseen: ['The content of a job: none could be read.'] }
  const hidden = hidesRunning(observations, readings)
  const membersByStatus = new Map<JobStatus, Members>(hidden ? [...known.map(([status, members]) => [status, status === 'accepted' ? { ...members, status } : members] as const), ['running', { ...new Map(known).get('accepted'), status: 'accepted' }]] : known)
  const body = commonMembers([...membersByStatus.values()])
  const byStatus = Object.fromEntries([...membersByStatus].flatMap(([status, members]) => {
    const own = differenceOf(members, body)
    return Object.keys(own).length === 0 ? [] : [[status, own]]
  }))
  return {
    part: { body, ...Object.keys(byStatus).length > 0 && { by_status: byStatus } },
    unseen: [...jobStatuses.flatMap(status => unseenUnless(membersByStatus.has(status), `The content of a job that is ${status}.`)), ...unseenUnless(!('message' in { ...membersByStatus.get('failed') }), 'The message of other failures: `message` is that of the observed one.')]
  }
}

/** Whether a server shows running jobs as accepted: those of the slow process were, most of the time. */
function hidesRunning ({ executions: { slow } }: Observations, readings: readonly StatusReading[]): boolean {
  const count = (status: JobStatus) => readings.filter(({ exchange, place }) => place.process === slow?.process && statusOf(exchange) === status).length
  return slow !== undefined && count('accepted') > count('running')
}

type StatusReading = ReturnType<typeof readingsOf>[number]

/** The members of a job in a status: each with its most common value. */
function templateIn (status: JobStatus, readings: readonly StatusReading[]): Record<string, unknown> {
  const templates = readings.map(({ exchange, place }) => jobTemplate(membersOf(exchange), place))
  const names = [...new Set(templates.flatMap(template => Object.keys(template)))]
  return Object.fromEntries(names.flatMap(name => {
    const values = templates.filter(template => name in template).map(template => template[name])
    if (progressName.test(name)) return [[name, progressIn(status, name, readings)]]
    const value = timeIn(status, valueOfMost(values))
    return isOften(value, values.length, templates.length) ? [[name, value]] : []
  }))
}

/** A time may appear later; any other member that most answers lack does not belong to the status. */
const isOften = (value: unknown, count: number, all: number): boolean => count * 2 >= all || timeNames.some(name => value === `{${name}}`)

/** In a double, an accepted job has only its creation time. */
const timeIn = (status: JobStatus, value: unknown): unknown => status === 'accepted' && ['{started}', '{finished}'].includes(String(value)) ? '{created}' : value

function valueOfMost (values: readonly unknown[]): unknown {
  const hasNull = values.includes(null)
  const value: unknown = JSON.parse(mostFrequent(values.filter((value, _index, all) => value !== null || all.every(other => other === null)).map(value => JSON.stringify(value)))!)
  return hasNull && typeof value === 'string' && timeNames.some(name => value === `{${name}}`) ? `${value.slice(0, -1)} or null}` : value
}

/** A number that is equal for different jobs of the server, but differs in a double, becomes fixed. */
function progressIn (status: JobStatus, name: string, readings: readonly StatusReading[]): unknown {
  const values = [...new Set(readings.map(({ exchange }) => membersOf(exchange)[name]))]
  const expected: Partial<Record<JobStatus, number>> = { accepted: 0, successful: 100 }
  const [first] = values
  if (values.length > 1 || status === 'dismissed' || first === expected[status]) return typeof first === 'number' ? '{progress}' : first
  return first
}

/** Members with their most common values; one that only some statuses have is included, and removed elsewhere. */
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
