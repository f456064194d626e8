import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'

/** A received request. */
export interface Heard {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Listener {
  readonly url: string
  /** All received requests, oldest first. */
  readonly heard: readonly Heard[]
  /** Resolves with the next request that was not returned yet. */
  next (): Promise<Heard>
}

/** Another server on loopback, as the target of references and as a subscriber. It closes when the test ends. */
export async function listen (t: Test, answer: (response: ServerResponse, heard: Heard) => void = response => response.end()): Promise<Listener> {
  const heard: Heard[] = []
  const waiting: ((heard: Heard) => void)[] = []
  let connections = 0
  const give = () => {
    for (let one = heard[connections]; one !== undefined && waiting.length > 0; one = heard[connections]) {
      connections++
      waiting.shift()?.(one)
    }
  }
  const hear: RequestListener = async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const one = { method: request.method, url: request.url, headers: request.headers, body: Buffer.concat(chunks).toString() }
    heard.push(one)
    give()
    answer(response, one)
  }
  const server = createServer((request, response) => { void hear(request, response) })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => new Promise(resolve => {
    server.close(resolve)
    server.closeAllConnections()
  }))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    next: () => new Promise(resolve => {
      waiting.push(resolve)
      give()
    })
  }
}

/** An address of this machine without a listener. */
export async function closedPort (): Promise<string> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return `http://127.0.0.1:${port}/`
}
