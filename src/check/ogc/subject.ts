import type { Server } from 'node:http'
import type { Client } from '../client.ts'
import { asMembers, asText, type Exchange, linksOf, type Members, membersOf, resolveUrl } from '../exchange.ts'
import type { CheckOptions, defaults } from '../options.ts'

type Settings = CheckOptions & Required<Pick<CheckOptions, keyof typeof defaults>>

/** A process: its description, and the address of its execution. */
export interface ProcessAddress {
  readonly id: string
  readonly description: Members
  /** The answer with the description. */
  readonly answer: Exchange
  readonly executionUrl: string
}

/** An execution with a known effect. */
export interface KnownExecution {
  readonly process: string
  readonly executionUrl: string
  readonly inputs: Members
  /** For how many seconds its jobs certainly run; unknown or irrelevant if absent. */
  readonly runsForSeconds?: number
  /** The duration in its inputs, in seconds. */
  readonly requestedSeconds?: number
}

/** Executions that bring a job into a state; each absent if none was found. */
export interface KnownExecutions {
  /** Succeeds soon. */
  readonly quick?: KnownExecution
  /** Runs long enough to be dismissed. */
  readonly slow?: KnownExecution
  readonly failing?: KnownExecution
  /** Stays accepted. */
  readonly waiting?: KnownExecution
}

/** A server under test, as found from its landing page. */
export interface Subject {
  readonly client: Client
  readonly settings: Settings
  /** The base address, without a trailing slash. */
  readonly base: string
  readonly landing: Exchange
  readonly conformance: Exchange
  readonly processList: Exchange
  readonly processes: readonly ProcessAddress[]
  readonly jobsUrl: string
  /** Launched jobs, in order: no other job is touched. */
  readonly launchedJobs: LaunchedJob[]
  /** Addresses of deployed processes that must be undeployed, each with the answer to its deployment. */
  readonly deployedProcesses: Map<string, Exchange>
  /** Listeners of the check, closed at its end. */
  readonly listeners: Server[]
  readonly executions: KnownExecutions
  /** Runs work that several checks share once. */
  once<T> (name: string, work: () => Promise<T>): Promise<T>
}

/** A job launched by the check. */
export interface LaunchedJob {
  readonly id: string
  readonly url: string
  readonly launch: Exchange
}

/** The declared conformance classes, without part and version: `dismiss`, `job-list`, `cwl`. */
export const declaredClasses = ({ conformance }: Pick<Subject, 'conformance'>): ReadonlySet<string> => new Set(classesOf(conformance).map(({ name }) => name))

/** Whether the server declares the draft alone. */
export const isDraftOnly = ({ conformance }: Pick<Subject, 'conformance'>): boolean => {
  const versions = classesOf(conformance).filter(({ part }) => part === '1').map(({ version }) => version)
  return versions.includes('2.0') && !versions.includes('1.0')
}

const classesOf = (conformance: Exchange): { part: string, version: string, name: string }[] => {
  const { conformsTo } = membersOf(conformance)
  return (Array.isArray(conformsTo) ? conformsTo : []).flatMap(uri => {
    const [, part, version, name] = /\/ogcapi-processes-([12])\/([\d.]+)\/conf\/([\w-]+)$/.exec(String(uri)) ?? []
    return part === undefined || version === undefined || name === undefined ? [] : [{ part, version, name }]
  })
}

export const schemaFor = (subject: Pick<Subject, 'conformance'>, name: 'StatusInfo' | 'JobList'): string => isDraftOnly(subject) ? `${name}20` : name

/** The id in a statusInfo: `jobID` in 1.0, `id` in the draft. */
export const idOf = (info: Members): string | undefined => asText(info['jobID']) ?? asText(info['id'])

export const statusOf = (exchange: Exchange): string | undefined => asText(membersOf(exchange)['status'])

export const progressOf = (exchange: Exchange): unknown => membersOf(exchange)['progress']

/** An answer in short: `200 dismissed`, `404`. */
export const summarizeAnswer = (exchange: Exchange): string => {
  const status = exchange.status >= 200 && exchange.status < 300 ? statusOf(exchange) : undefined
  return status === undefined ? String(exchange.status) : `${exchange.status} ${status}`
}

/** Whether an answer is a page of the job list. */
export const isJobList = (jobsUrl: string, { method, url }: Pick<Exchange, 'method' | 'url'>): boolean => method === 'GET' && [jobsUrl, `${jobsUrl}/`].includes(url.replace(/[?#].*$/, ''))

/** The process of a job, from its id or from its address, which the draft has. */
export const processOf = (info: Members): string | undefined => {
  const name = asText(info['processID'])?.replace(/.*\//, '')
  return name === undefined ? undefined : decodeSegment(name)
}

/** A decoded segment of a path; unchanged if it is not UTF-8. */
export function decodeSegment (text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export const noSuchUrl = ({ jobsUrl }: Pick<Subject, 'jobsUrl'>, id: string): string => `${jobsUrl}/${encodeURIComponent(id)}`

/** The absolute address of a link; undefined if there is no such link, or it is invalid. */
export function linkTo (exchange: Exchange, rels: readonly string[]): string | undefined {
  const link = linksOf(asMembers(membersOf(exchange))).find(({ rel, type }) => rels.includes(rel) && !/html/.test(type))
  return link && resolveUrl(link.href, exchange)
}
