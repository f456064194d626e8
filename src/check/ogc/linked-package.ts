import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isLoopback } from './is-loopback.ts'
import { linkPackage, type MakePackage, toolText } from './sample-packages.ts'
import type { Subject } from './subject.ts'

/**
 * A package that only links to a CWL document, since some servers accept no other: to the given address, or to a
 * document that the check serves to a server on this machine. Undefined for another server without a given address.
 */
export const findLinkedPackage = (subject: Subject): Promise<MakePackage | undefined> => subject.once('linked package', async () => {
  const { base, settings: { packageUrl } } = subject
  if (packageUrl !== undefined) return linkPackage(() => packageUrl, { isFixed: true })
  return isLoopback(base) ? linkPackage(await serveTools(subject)) : undefined
})

/** Serves a tool with the id, label and version in the request, until the check ends. */
async function serveTools ({ listeners }: Pick<Subject, 'listeners'>): Promise<(id: string, title: string, version: string) => string> {
  const server = createServer(({ url = '' }, response) => {
    const [, id, query] = /^\/([\w-]+)\.cwl(?:\?(.*))?$/.exec(url) ?? []
    if (id === undefined) return response.writeHead(404).end()
    const parameters = new URLSearchParams(query)
    response.setHeader('content-type', 'application/cwl+json')
    return response.end(toolText(id, parameters.get('title') ?? id, parameters.get('version') ?? '1.0.0'))
  })
  listeners.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return (id, title, version) => `http://127.0.0.1:${port}/${id}.cwl?${new URLSearchParams({ title, version })}`
}
