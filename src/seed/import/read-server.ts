import type { Answer, HttpSource } from './http-source.ts'
import { ImportError } from './import-error.ts'
import { type ImportedContent, isDescription } from './imported-content.ts'
import { type JsonObject, objectsIn, readObject } from './read-json.ts'

const ogcRel = 'http://www.opengis.net/def/rel/ogc/1.0/'

/**
 * Reads the processes of a running server: from its landing page, from its list of processes, or from one description.
 * @param wantsResults whether to read the results of the newest successful job of each process
 * @throws ImportError if there is nothing to read; anything else that cannot be read becomes a remark
 */
export async function readServer (start: string, source: HttpSource, wantsResults: boolean): Promise<ImportedContent> {
  const remarks: string[] = []
  const first = readObject(await source.read(start))
  if (isDescription(first)) return { descriptions: [{ description: first, from: start }], results: new Map(), remarks }
  const list = Array.isArray(first['processes']) ? start : resourceOf(first, start, 'processes', source, remarks)
  const descriptions = []
  for (const summary of await readPages(list, 'processes', source, remarks)) {
    const url = childOf(list, String(summary['id']))
    const description = await attempt(() => source.read(url).then(readObject), remarks)
    if (description !== undefined) descriptions.push({ description, from: url })
  }
  const results = wantsResults ? await readResults(resourceOf(first, start, 'job-list', source, remarks), source, remarks) : new Map()
  return { descriptions, results, remarks }
}

const paths: Readonly<Record<'processes' | 'job-list', string>> = { processes: 'processes', 'job-list': 'jobs' }

/** The address of a resource by the landing page; the path of the standard if there is no link, or it leads to another origin. */
function resourceOf (landing: JsonObject, start: string, rel: 'processes' | 'job-list', { origin }: HttpSource, remarks: string[]): string {
  const rels = [ogcRel + rel, `[ogc-rel:${rel}]`, rel]
  const usual = childOf(Array.isArray(landing['processes']) ? start.replace(/\/processes\/?(\?.*)?$/, '') : start, paths[rel])
  const link = objectsIn(landing['links']).filter(link => rels.includes(String(link['rel']))).sort((one, other) => isJson(other) - isJson(one))[0]
  if (link === undefined) return usual
  const href = absolute(String(link['href']), start)
  if (href !== undefined && new URL(href).origin === origin) return href
  remarks.push(`The landing page says that its ${rel} are at ${String(link['href'])}, which has another origin; ${usual} was read instead.`)
  return usual
}

const isJson = ({ type }: JsonObject): number => Number(/json/.test(String(type)) && !/ld\+json/.test(String(type)))

const absolute = (href: string, base: string): string | undefined => URL.canParse(href, base) ? new URL(href, base).href : undefined

/** A child resource; the query of the parent is dropped. */
function childOf (resource: string, name: string): string {
  const url = new URL(resource)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${encodeURIComponent(name)}`
  url.search = ''
  return url.href
}

/** The items of a list over all of its pages. The first page must exist. */
async function readPages (start: string, member: 'processes' | 'jobs', source: HttpSource, remarks: string[]): Promise<JsonObject[]> {
  const [items, seen] = [[] as JsonObject[], new Set<string>()]
  let [url, page]: [string | undefined, JsonObject | undefined] = [start, await readFirstPage(start, source)]
  if (!Array.isArray(page[member])) throw new ImportError(`${start} has no list of ${member}; expected the address of a server of OGC API – Processes.`)
  while (url !== undefined && !seen.has(url)) {
    if (url !== start) page = await attempt(() => source.read(url!).then(readObject), remarks)
    seen.add(url)
    items.push(...objectsIn(page?.[member]).filter(({ id, jobID }) => typeof (member === 'jobs' ? jobID : id) === 'string'))
    const next: JsonObject | undefined = objectsIn(page?.['links']).filter(({ rel }) => rel === 'next').sort((one, other) => isJson(other) - isJson(one))[0]
    url = next && absolute(String(next['href']), url)
  }
  return items
}

/** Some servers cut a list after a few items without a `next` link, unless a larger `limit` is asked for. */
async function readFirstPage (start: string, source: HttpSource): Promise<JsonObject> {
  const url = new URL(start)
  if (url.searchParams.has('limit')) return readObject(await source.read(start))
  url.searchParams.set('limit', '1000')
  try {
    return readObject(await source.read(url.href))
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    return readObject(await source.read(start))
  }
}

/** The results of the newest successful job of each process: lists have the newest first. */
async function readResults (list: string, source: HttpSource, remarks: string[]): Promise<Map<string, Answer>> {
  const results = new Map<string, Answer>()
  const jobs = await attempt(() => readPages(list, 'jobs', source, remarks), remarks) ?? []
  for (const { jobID, processID, status } of jobs) {
    if (status !== 'successful' || typeof processID !== 'string' || results.has(idOf(processID))) continue
    const answer = await attempt(() => source.read(`${childOf(list, String(jobID))}/results`, 'application/json, */*;q=0.1'), remarks)
    if (answer !== undefined) results.set(idOf(processID), answer)
  }
  return results
}

/** In the draft a process is named by the address of its description. */
const idOf = (process: string): string => URL.canParse(process) ? decodeURIComponent(new URL(process).pathname.split('/').at(-1)!) : process

/** Turns a failure into a remark and goes on. */
async function attempt<T> (read: () => Promise<T>, remarks: string[]): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    remarks.push(error.message)
    return undefined
  }
}
