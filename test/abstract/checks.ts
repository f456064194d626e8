import type { Test } from 'tap'
import type { OgcDialect } from '../../src/world/settings.ts'
import type { Answer } from './served.ts'

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** A status document, as the dialect has it. */
export function checkStatusInfo (t: Test, body: Answer['body'], ogc: OgcDialect, ...statuses: string[]): void {
  t.ok(statuses.includes(body.status), `the status is ${statuses.join(' or ')}, not ${body.status}`)
  t.match(body, { jobID: String, type: 'process', processID: String, links: Array })
  if (ogc === '2.0-draft') {
    t.match(body, { id: body.jobID, processingEntityType: 'ogc-api-processes' })
    t.ok(URL.canParse(body.processID), 'the process is named by an address')
  } else {
    t.notOk(URL.canParse(body.processID), 'the process is named by its id')
  }
  t.ok(Number.isInteger(body.progress) && body.progress >= 0 && body.progress <= 100, 'progress is a whole percentage')
  for (const name of ['created', 'started', 'finished', 'updated']) {
    if (name in body) t.match(body[name], instant, `${name} is an instant with its zone`)
  }
  for (const link of body.links) t.match(link, { href: /^http/, rel: String })
  t.notOk(Object.values(body).includes(null), 'nothing is null')
}

/** 1.0 has http, the draft https. */
const exceptions = /^https?:\/\/www\.opengis\.net\/def\/exceptions\/ogcapi-processes-1\/1\.0\//

/** An exception, as JSON; `type` is the end of one of the standard's. */
export function checkException (t: Test, answer: Answer, status: number, type?: string): void {
  t.equal(answer.status, status)
  t.match(answer.headers.get('content-type'), /^application\/json/)
  t.match(answer.body, { type: /./, title: /./, status, detail: /./ })
  if (type !== undefined) t.match(answer.body.type, exceptions)
  if (type !== undefined) t.equal(answer.body.type.replace(exceptions, ''), type)
}

export const rels = (body: Answer['body']): string[] => body.links.map(({ rel }: { rel: string }) => rel)

export const linkOf = (body: Answer['body'], rel: string): { href: string, type?: string } | undefined =>
  body.links.find((link: { rel: string }) => link.rel === rel)

/** The links of a Link header by relation. @see RFC 8288 */
export function linkHeader ({ headers }: Answer): Record<string, string> {
  return Object.fromEntries([...(headers.get('link') ?? '').matchAll(/<([^>]*)>;\s*rel="?([^",;]*)"?/g)].map(([, href, rel]) => [rel, href]))
}
