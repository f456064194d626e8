/**
 * What the official suite of Part 2 checks (opengeospatial/ets-ogcapi-processes10-part2, b42aeab), a row for each request
 * that it sends, in its order: its jar is on no registry.
 */
import type { Tally } from '../tools.ts'
import { cwl, described, linked } from './packages.ts'

const exception = (name: string) => `http://www.opengis.net/def/exceptions/ogcapi-processes-2/1.0/${name}`
const deployClass = 'http://www.opengis.net/spec/ogcapi-processes-2/1.0/conf/deploy-replace-undeploy'

interface Answer { readonly status: number, readonly location: string | null, readonly json: Record<string, unknown> }

interface Row {
  readonly sentence: string
  /** Method and path. */
  readonly send: readonly [method: string, path: string]
  readonly type?: string
  readonly body?: string
  /** Why the answer is wrong; undefined if it is right. */
  readonly fault: (answer: Answer) => string | undefined
}

const wants = (status: number, type?: string) => (answer: Answer): string | undefined =>
  answer.status !== status ? `${answer.status} came; expected ${status}` : type !== undefined && answer.json['type'] !== type ? `type ${String(answer.json['type'])} came; expected ${type}` : undefined

const isKnown = ({ status }: Answer): string | undefined => status === 405 ? '405 came; expected the method to be there' : undefined

const isDeployed = ({ status, location }: Answer): string | undefined =>
  ![201, 202].includes(status) ? `${status} came; expected 201 or 202` : location === null || !/^[^,]+\/processes\/[^/,]+$/.test(location) ? `Location ${location} came; expected one, with the id of the process` : undefined

const processesOf = ({ json }: Answer) => json['processes'] as { readonly id: string, readonly mutable?: unknown }[]

/** The requests for one kind of package, from deployment to undeployment. */
const life = (what: string, name: string, type: string, body: string): Row[] => [
  { sentence: `${what} is deployed, with exactly one Location`, send: ['POST', '/processes'], type, body, fault: isDeployed },
  { sentence: `${what} is a duplicated process the second time`, send: ['POST', '/processes'], type, body, fault: wants(409, exception('duplicated-process')) },
  { sentence: `${what} replaces the process with 204`, send: ['PUT', `/processes/${name}`], type, body, fault: wants(204) },
  { sentence: `${what} is undeployed with 204`, send: ['DELETE', `/processes/${name}`], fault: wants(204) }
]

/** @param packageUrl address of a CWL file called `by-link` */
const rows = (packageUrl: string): Row[] => [
  { sentence: 'the conformance class is declared in the http spelling', send: ['GET', '/conformance'], fault: ({ json }) => (json['conformsTo'] as string[]).includes(deployClass) ? undefined : `expected ${deployClass}` },
  { sentence: 'POST of /processes is there', send: ['POST', '/processes'], fault: isKnown },
  { sentence: 'PUT of a process that is not there is', send: ['PUT', '/processes/not-existing-process'], fault: isKnown },
  { sentence: 'DELETE of a process that is not there is', send: ['DELETE', '/processes/not-existing-process'], fault: isKnown },
  { sentence: 'every process of the list says whether it is mutable', send: ['GET', '/processes'], fault: answer => processesOf(answer).every(({ mutable }) => typeof mutable === 'boolean') ? undefined : 'one says no boolean' },
  { sentence: 'POST of plain text without a body is a 415', send: ['POST', '/processes'], type: 'text/plain', fault: wants(415, exception('unsupported-media-type')) },
  { sentence: 'PUT of plain text without a body is a 415 before anybody looks for the process', send: ['PUT', '/processes/null'], type: 'text/plain', fault: wants(415, exception('unsupported-media-type')) },
  { sentence: 'a mutable process is undeployed with 204', send: ['DELETE', '/processes/seeded'], fault: wants(204) },
  { sentence: 'an immutable process is not undeployed', send: ['DELETE', '/processes/echo'], fault: wants(403, exception('immutable-process')) },
  ...life('CWL', 'by-value', 'application/cwl+yaml', cwl('by-value')),
  ...life('an application package with a link', 'by-link', 'application/ogcapppkg+json', linked(packageUrl)),
  ...life('an application package with an image', 'described', 'application/ogcapppkg+json', described('described'))
]

async function send (url: string, { send: [method, path], type, body }: Row): Promise<Answer> {
  const answer = await fetch(`${url}${path}`, { method, headers: { accept: 'application/json', ...(type !== undefined && { 'content-type': type }) }, ...(body !== undefined && { body }) })
  const text = await answer.text()
  return { status: answer.status, location: answer.headers.get('location'), json: text === '' ? {} : Object(JSON.parse(text)) }
}

export async function checkAsSuite (tally: Tally, url: string, packageUrl: string): Promise<void> {
  for (const row of rows(packageUrl)) {
    const fault = row.fault(await send(url, row))
    tally.note(fault === undefined, `as the official suite: ${row.sentence}`, fault)
  }
}
