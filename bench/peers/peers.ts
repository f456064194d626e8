import { join } from 'node:path'
import type { PeerProgram } from '../measure/peer.ts'
import { folderFor, mavenJar, npmPackage } from './install.ts'

/** Another mock server, configured to answer GET and DELETE of a job as well as it can. */
export interface PeerKind {
  readonly name: string
  /** Whether a DELETE really deletes; the others answer and change nothing. */
  readonly deletes: boolean
  /** Prepares it on this machine. @param body the statusInfo to answer @param jobs the ids of existing jobs */
  install (port: number, body: string, jobs: readonly string[]): Promise<PeerProgram>
}

const path = '/jobs/job-1'

const wiremock: PeerKind = {
  name: 'WireMock 3.13',
  deletes: false,
  async install (port, body) {
    const jar = await mavenJar('org.wiremock', 'wiremock-standalone', '3.13.2')
    const mapping = (method: string) => JSON.stringify({ request: { method, urlPathPattern: '/jobs/.*' }, response: { status: 200, body, headers: { 'Content-Type': 'application/json' } } })
    const cwd = await folderFor('wiremock', { 'mappings/get.json': mapping('GET'), 'mappings/delete.json': mapping('DELETE') })
    return { command: 'java', args: ['-jar', jar, '--port', String(port), '--root-dir', cwd, '--no-request-journal', '--disable-banner', '--use-chunked-encoding', 'never'], cwd, port, path }
  }
}

const mockServer: PeerKind = {
  name: 'MockServer 5.15',
  deletes: false,
  async install (port, body) {
    const jar = await mavenJar('org.mock-server', 'mockserver-netty-no-dependencies', '5.15.0')
    const cwd = await folderFor('mockserver', {})
    const expectation = (method: string) => ({ httpRequest: { method, path: '/jobs/.*' }, httpResponse: { statusCode: 200, body, headers: { 'content-type': ['application/json'] } }, times: { unlimited: true } })
    const prepare = async (url: string) => { await fetch(`${url}/mockserver/expectation`, { method: 'PUT', body: JSON.stringify([expectation('GET'), expectation('DELETE')]) }) }
    return { command: 'java', args: ['-Dmockserver.logLevel=OFF', '-Dmockserver.maxLogEntries=100', '-jar', jar, '-serverPort', String(port)], cwd, port, path, prepare }
  }
}

const prism: PeerKind = {
  name: 'Prism 5',
  deletes: false,
  async install (port, body) {
    const place = await npmPackage('@stoplight/prism-cli', '5')
    const response = { 200: { description: 'A job', content: { 'application/json': { example: JSON.parse(body) } } } }
    const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }]
    const document = { openapi: '3.0.3', info: { title: 'jobs', version: '1' }, paths: { '/jobs/{id}': { parameters, get: { responses: response }, delete: { responses: response } } } }
    const cwd = await folderFor('prism', { 'openapi.json': JSON.stringify(document) })
    const args = [join(place, 'node_modules/@stoplight/prism-cli/dist/index.js'), 'mock', '--multiprocess', 'false', '--verboseLevel', 'silent', '-p', String(port), join(cwd, 'openapi.json')]
    return { command: process.execPath, args, cwd, port, path }
  }
}

const jsonServer: PeerKind = {
  name: 'json-server 0.17',
  deletes: true,
  async install (port, body, jobs) {
    const place = await npmPackage('json-server', '0.17.4')
    const cwd = await folderFor('json-server', { 'db.json': JSON.stringify({ jobs: ['job-1', ...jobs].map(id => ({ ...JSON.parse(body) as object, id })) }) })
    return { command: process.execPath, args: [join(place, 'node_modules/json-server/lib/cli/bin.js'), '--quiet', '--port', String(port), 'db.json'], cwd, port, path }
  }
}

export const peers: readonly PeerKind[] = [wiremock, mockServer, prism, jsonServer]
