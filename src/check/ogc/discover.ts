import { Client } from '../client.ts'
import { answerOf, asList, asMembers, asText, type Exchange, isJson, linksOf, mediaTypeName, membersOf, nameOf, resolveUrl } from '../exchange.ts'
import { type CheckOptions, defaults, UnreachableError } from '../options.ts'
import { createOnce } from '../once.ts'
import { probe } from './probe.ts'
import { linkTo, type LaunchedJob, type ProcessAddress, type Subject } from './subject.ts'

const rel = 'http://www.opengis.net/def/rel/ogc/1.0/'
const rels = (name: string): string[] => [name, rel + name, `[ogc-rel:${name}]`]

/** Maximum number of processes to read. */
const maxProcesses = 12

/** Reads what a server offers, beginning at its landing page. @throws UnreachableError if there is no such server */
export async function discover (url: string, options: CheckOptions): Promise<Subject> {
  const settings = { ...defaults, ...options }
  const client = new Client({ headers: { ...(options.token !== undefined && { authorization: `Bearer ${options.token}` }), ...options.headers }, timeout: settings.timeout })
  const landing = await landingPage(client, url)
  const base = landing.finalUrl.replace(/[?#].*$/, '').replace(/\/+$/, '')
  const [conformance, processList] = [
    await client.get(linkTo(landing, rels('conformance')) ?? `${base}/conformance`),
    await client.get(linkTo(landing, rels('processes')) ?? `${base}/processes`)
  ]
  const processes = await describe(client, base, processList, options)
  const jobsUrl = (linkTo(landing, rels('job-list')) ?? `${base}/jobs`).replace(/[?#].*$/, '').replace(/\/+$/, '')
  const launchedJobs: LaunchedJob[] = []
  const found = { client, settings, base, landing, conformance, processList, processes, jobsUrl, launchedJobs, deployedProcesses: new Map<string, Exchange>(), listeners: [], once: createOnce() }
  return { ...found, executions: await probe(found) }
}

async function landingPage (client: Client, url: string): Promise<Exchange> {
  const landing = await client.get(url)
  if (landing.error !== undefined) throw new UnreachableError(`${url} cannot be reached: ${landing.error}.`)
  if (landing.status === 401) throw new UnreachableError(`${url} was answered with 401: name the token of a user with --token KEY, or another header with --header.`)
  if (landing.status !== 200 || !isJson(landing) || linksOf(membersOf(landing)).length === 0) {
    throw new UnreachableError(`${url} is not a landing page of OGC API – Processes: ${nameOf(landing)} was answered with ${answerOf(landing)}, ${mediaTypeName(landing)}; expected 200 and JSON with links. Name the address of the landing page.`)
  }
  return landing
}

/** The descriptions of the requested processes, and of the first ones in the list. */
async function describe (client: Client, base: string, list: Exchange, { process, slowProcess }: CheckOptions): Promise<ProcessAddress[]> {
  const summaries = asList(membersOf(list)['processes']).map(asMembers)
  const listed = summaries.flatMap(({ id }) => asText(id) ?? [])
  const ids = [...new Set([process, slowProcess, ...listed].filter(id => id !== undefined))].slice(0, maxProcesses)
  const processes = await Promise.all(ids.map(async id => {
    const summary = summaries.find(summary => summary['id'] === id)
    const self = linksOf(asMembers(summary)).find(({ rel, type }) => rel === 'self' && !/html/.test(type))
    const exchange = await client.get((self && resolveUrl(self.href, list)) ?? `${base}/processes/${encodeURIComponent(id)}`)
    const description = membersOf(exchange)
    const executionUrl = linkTo(exchange, rels('execute')) ?? `${base}/processes/${encodeURIComponent(id)}/execution`
    return { id, description, answer: exchange, executionUrl, status: exchange.status }
  }))
  const missing = processes.find(({ id, status }) => [process, slowProcess].includes(id) && status !== 200)
  if (missing !== undefined) throw new UnreachableError(`The process ${JSON.stringify(missing.id)} does not exist: its description was answered with ${missing.status}. The list has ${listed.join(', ')}.`)
  return processes.filter(({ status }) => status === 200)
}
