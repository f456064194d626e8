import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isLoopback } from './is-loopback.ts'
import { linkPackage, type MakePackage, toolText } from './sample-packages.ts'
import type { Subject } from './subject.ts'

/**
 * A package that is a link alone, as some servers take no other: to the document that the check was told, or to one that it
 * serves itself to a server on this machine. Undefined where the server could reach neither.
 */
export const findLinkedPackage = (subject: Subject): Promise<MakePackage | undefined> => subject.once('linked package', async () => {
  const { base, settings: { packageUrl } } = subject
  if (packageUrl !== undefined) return linkPackage(() => packageUrl, { isFixed: true })
  return isLoopback(base) ? linkPackage(await serveTools(subject)) : undefined
})

/** Serves a tool of any id, label and version, which stand in its address, until the check ends. */
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
