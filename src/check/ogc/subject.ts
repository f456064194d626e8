import type { Server } from 'node:http'
import type { Client } from '../client.ts'
import { asMembers, asText, type Exchange, linksOf, type Members, membersOf, resolved } from '../exchange.ts'
import type { CheckOptions, defaults } from '../options.ts'

type Settings = CheckOptions & Required<Pick<CheckOptions, keyof typeof defaults>>

/** What is known of a process: its description, and where it is executed. */
export interface ProcessAddress {
  readonly id: string
  readonly description: Members
  /** What the description was answered with. */
  readonly answer: Exchange
  readonly executionUrl: string
}

/** An execution that does something that is known. */
export interface Run {
  readonly process: string
  readonly executionUrl: string
  readonly inputs: Members
  /** For how many seconds its jobs are known to run, if that matters. */
  readonly lasts?: number
  /** For how many seconds its inputs tell it to run. */
  readonly duration?: number
}

/** What can be executed to bring a job into a state; each absent if nothing was found. */
export interface Runs {
  /** Succeeds soon. */
  readonly quick?: Run
  /** Runs long enough to be dismissed while it does. */
  readonly slow?: Run
  readonly failing?: Run
  /** Stays accepted. */
  readonly waiting?: Run
}

/** A server under check, as its landing page leads into it. */
export interface Subject {
  readonly client: Client
  readonly settings: Settings
  /** Its address, without a trailing slash. */
  readonly base: string
  readonly landing: Exchange
  readonly conformance: Exchange
  readonly processList: Exchange
  readonly processes: readonly ProcessAddress[]
  readonly jobsUrl: string
  /** What was launched, in order: only these jobs are touched. */
  readonly launched: LaunchedJob[]
  /** Addresses of the processes that were deployed, and are to be undeployed, each with the answer that said so. */
  readonly deployed: Map<string, Exchange>
  /** What the check listens with, until it ends. */
  readonly listeners: Server[]
  readonly runs: Runs
  /** Work that several checks stand on is done once. */
  once<T> (name: string, work: () => Promise<T>): Promise<T>
}

/** A job that the check launched. */
export interface LaunchedJob {
  readonly id: string
  readonly url: string
  readonly launch: Exchange
}

/** The classes that a server declares, without their part and version: `dismiss`, `job-list`, `cwl`. */
export const declaredBy = ({ conformance }: Pick<Subject, 'conformance'>): ReadonlySet<string> => new Set(classesOf(conformance).map(({ name }) => name))

/** Whether it is a server of the draft alone. */
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

/** `200 dismissed`, `404`: an answer in one word or two. */
export const answerWords = (exchange: Exchange): string => {
  const status = exchange.status >= 200 && exchange.status < 300 ? statusOf(exchange) : undefined
  return status === undefined ? String(exchange.status) : `${exchange.status} ${status}`
}

/** Whether an answer is one of the list of jobs, or of a page of it. */
export const isJobList = (jobsUrl: string, { method, url }: Pick<Exchange, 'method' | 'url'>): boolean => method === 'GET' && [jobsUrl, `${jobsUrl}/`].includes(url.replace(/[?#].*$/, ''))

/** The process of a job, from its id or from its address, which the draft has. */
export const processOf = (info: Members): string | undefined => {
  const name = asText(info['processID'])?.replace(/.*\//, '')
  return name === undefined ? undefined : decoded(name)
}

/** What stands in a part of a path; as it is where it is no UTF-8. */
export function decoded (text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export const noSuchUrl = ({ jobsUrl }: Pick<Subject, 'jobsUrl'>, id: string): string => `${jobsUrl}/${encodeURIComponent(id)}`

/** Where a link of a document leads: absolute; undefined without such a link, or where it is no address. */
export function linkTo (exchange: Exchange, rels: readonly string[]): string | undefined {
  const link = linksOf(asMembers(membersOf(exchange))).find(({ rel, type }) => rels.includes(rel) && !/html/.test(type))
  return link && resolved(link.href, exchange)
}
