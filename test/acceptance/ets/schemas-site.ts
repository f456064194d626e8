import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { makeCertificate, type Certificate } from './certificate.ts'

/** A local replacement for schemas.opengis.net, and the Java options that select it. */
export interface SchemasSite {
  javaOptions: string[]
  /** Requested addresses that are missing: other hosts, or schemas that are not in the folder. */
  missed: ReadonlySet<string>
}

const host = 'schemas.opengis.net'
const published = `${host}/ogcapi/processes/part1/1.0/openapi/schemas/`

/**
 * Serves the schemas of `folder` (as laid out in the standard's repository) under their published addresses.
 *
 * The suite asks for some by http and for some by https. One listener on a free port takes both, as the proxy
 * of the suite's JVM, so that nobody needs the right to open ports 80 and 443.
 */
export async function standInForSchemas (folder: string, workFolder: string, limit: AbortSignal): Promise<SchemasSite> {
  const certificate = await makeCertificate(host, workFolder, limit)
  const missed = new Set<string>()
  const port = await listen(answer(await readSchemas(folder), missed), certificate, missed)
  const hosts = join(workFolder, 'hosts')
  await writeFile(hosts, `127.0.0.1 localhost ${host}\n`)
  return { javaOptions: javaOptions(port, hosts, certificate), missed }
}

/** Reads all files in advance: they are few and small, and no requested name opens a file. */
async function readSchemas (folder: string): Promise<Map<string, Buffer>> {
  const schemas = join(folder, 'core', 'openapi', 'schemas')
  const names = (await readdir(schemas).catch(() => [])).filter(name => name.endsWith('.yaml'))
  if (names.length === 0) throw new Error(`There are no schemas in ${schemas}.`)
  return new Map(await Promise.all(names.map(async name => [published + name, await readFile(join(schemas, name))] as const)))
}

/** A proxied request names its host in the request line, a tunnelled one in its header. */
function answer (schemas: Map<string, Buffer>, missed: Set<string>): RequestListener {
  return (request, response) => {
    const { host, pathname } = new URL(request.url ?? '/', `https://${request.headers.host}`)
    const schema = schemas.get(host + pathname)
    if (schema === undefined) missed.add(host + pathname)
    response.writeHead(schema === undefined ? 404 : 200, { 'content-type': 'application/yaml' }).end(schema)
  }
}

/** A tunnel to our host ends in our own TLS server; a tunnel to another host is refused. */
async function listen (listener: RequestListener, { bytes, password }: Certificate, missed: Set<string>): Promise<number> {
  const secure = createSecureServer({ pfx: bytes, passphrase: password }, listener)
  const proxy = createServer(listener).on('connect', ({ url = '' }, socket) => {
    const ours = url === `${host}:443`
    if (!ours) missed.add(url)
    socket.write(`HTTP/1.1 ${ours ? '200 OK' : '403 Forbidden'}\r\n\r\n`)
    if (ours) secure.emit('connection', socket)
    else socket.end()
  })
  await new Promise<void>((resolve, reject) => { proxy.once('error', reject).listen(0, '127.0.0.1', resolve) })
  return (proxy.unref().address() as AddressInfo).port
}

/** The JVM uses only this hosts file, so requests that bypass the proxy do not leave this machine either. */
function javaOptions (port: number, hosts: string, { file, password }: Certificate): string[] {
  return Object.entries({
    'http.proxyHost': '127.0.0.1',
    'http.proxyPort': port,
    'https.proxyHost': '127.0.0.1',
    'https.proxyPort': port,
    'jdk.net.hosts.file': hosts,
    'javax.net.ssl.trustStore': file,
    'javax.net.ssl.trustStorePassword': password
  }).map(([name, value]) => `-D${name}=${value}`)
}
