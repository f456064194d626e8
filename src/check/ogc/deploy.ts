import type { RequestOptions } from '../client.ts'
import { answerOf, asList, asMembers, asText, type Exchange, type Members, membersOf, nameOf } from '../exchange.ts'
import { poll } from '../poll.ts'
import type { SamplePackage } from './sample-packages.ts'
import { linkTo, type Subject } from './subject.ts'

/** The conformance class of Part 2. */
export const deployClass = 'deploy-replace-undeploy'

/** The address that lists processes and deploys them. */
export const processesUrl = ({ processList }: Pick<Subject, 'processList'>): string => processList.finalUrl.replace(/[?#].*$/, '').replace(/\/+$/, '')

export const processUrl = (subject: Pick<Subject, 'processList'>, id: string): string => `${processesUrl(subject)}/${encodeURIComponent(id)}`

/** A new, unused process id. */
export const newProcessId = (): string => `jobdouble-check-${crypto.randomUUID().slice(0, 8)}`

const asRequest = ({ mediaType, text }: SamplePackage): RequestOptions => ({ text, headers: { 'content-type': mediaType } })

export const isAccepted = ({ status }: Pick<Exchange, 'status'>): boolean => status === 201 || status === 202

/** Sends a package; a deployed process is noted for clean-up. */
export async function deploy (subject: Subject, sent: SamplePackage, query = ''): Promise<Exchange> {
  const exchange = await subject.client.send('POST', `${processesUrl(subject)}${query}`, asRequest(sent))
  if (exchange.status >= 200 && exchange.status < 300) noteDeployed(subject, exchange, sent.id)
  return exchange
}

export async function replace (subject: Subject, url: string, sent: SamplePackage): Promise<Exchange> {
  const exchange = await subject.client.send('PUT', url, asRequest(sent))
  if (isAccepted(exchange)) noteDeployed(subject, exchange, sent.id)
  return exchange
}

/** Notes a process to undeploy: at its address in the answer, and at that of its id. */
function noteDeployed (subject: Subject, exchange: Exchange, id: string): void {
  for (const url of [addressOf(subject, exchange, id), processUrl(subject, id)]) subject.deployedProcesses.set(url, exchange)
}

/** Undeploys a process that the check deployed. */
export async function undeploy ({ client, deployedProcesses }: Pick<Subject, 'client' | 'deployedProcesses'>, url: string): Promise<Exchange> {
  const exchange = await client.delete(url)
  if (exchange.status < 300) deployedProcesses.delete(url)
  return exchange
}

/** Undeploys every process that the check deployed, after waiting for queued ones. */
export async function undeployAll (subject: Pick<Subject, 'client' | 'deployedProcesses' | 'settings' | 'processList'>): Promise<void> {
  await Promise.all([...subject.deployedProcesses].map(async ([url, answer]) => {
    if (answer.status === 202 && url === addressOf(subject, answer, idAt(url))) await waitFor(subject, url, ({ status }) => status !== 404)
    await undeploy(subject, url)
  }))
}

/** The address of a deployed process: its Location, or by the id in the answer, or by the id in the package. */
export function addressOf (subject: Pick<Subject, 'processList'>, exchange: Exchange, id: string): string {
  const { location = '' } = exchange.headers
  if (URL.canParse(location, exchange.finalUrl)) {
    const url = new URL(location, exchange.finalUrl)
    if (location !== '' && url.origin === new URL(exchange.finalUrl).origin && /\/processes\/[^/]+$/.test(url.pathname)) return url.href
  }
  return processUrl(subject, asText(summaryOf(exchange)['id']) ?? id)
}

/** The summary of a deployed process; Weaver nests it one level deeper. */
function summaryOf (exchange: Exchange): Members {
  const body = membersOf(exchange)
  return body['id'] === undefined ? asMembers(body['processSummary']) : body
}

/** Whether a list entry is the process at this address. NASA MAAP numbers processes, and has the number beside the id of the package. */
export const isAt = ({ id, processID }: Members, url: string): boolean => [id, processID].some(name => name !== undefined && url.endsWith(`/${encodeURIComponent(String(name))}`))

/** The id of the process at this address. */
export const idAt = (url: string): string => decodeURIComponent(url.slice(url.lastIndexOf('/') + 1))

/** Maximum number of pages of the process list to read. */
const maxPages = 20

/** Every process of the list, with the pages that contain it. */
export async function readProcesses ({ client, processList }: Pick<Subject, 'client' | 'processList'>): Promise<{ readonly summaries: readonly Members[], readonly exchanges: readonly Exchange[] }> {
  const exchanges: Exchange[] = []
  for (let url: string | undefined = processList.finalUrl; url !== undefined && exchanges.length < maxPages;) {
    const page = await client.get(url)
    exchanges.push(page)
    url = linkTo(page, ['next'])
  }
  return { summaries: exchanges.flatMap(page => asList(membersOf(page)['processes']).map(asMembers)), exchanges }
}

/** Reads until the answer is as expected, within the time limit of an answer; returns the last answer. */
export async function waitFor ({ client, settings: { timeout } }: Pick<Subject, 'client' | 'settings'>, url: string, isWanted: (answer: Exchange) => boolean): Promise<Exchange> {
  let last = await client.get(url)
  await poll(timeout, async () => {
    if (!isWanted(last)) last = await client.get(url)
    return isWanted(last) || undefined
  })
  return last
}

/** A hint that deploying requires login; undefined if that is not the reason. */
export const loginHint = (exchange: Exchange): string | undefined => exchange.status === 401
  ? `${nameOf(exchange)} was answered with ${answerOf(exchange)}: name the token of a user who may deploy with --token KEY.`
  : undefined

const exceptionType = /^https?:\/\/www\.opengis\.net\/def\/exceptions\/ogcapi-processes-\d\/1\.0\/([\w-]+)$/

/** The name of a standard exception, such as `duplicated-process`; undefined for another type. */
export const exceptionOf = (exchange: Exchange): string | undefined => exceptionType.exec(String(membersOf(exchange)['type']))?.[1]
