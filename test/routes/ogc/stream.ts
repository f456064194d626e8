import http from 'node:http'
import type { Test } from 'tap'
import type { TestDouble } from '../../helper.ts'

export interface Stream {
  /** The next event; undefined after the last one. */
  next (): Promise<{ event: string, data: string } | undefined>
  close (): void
}

/** Listens to the events of a job over a real connection. */
export async function listen (t: Test, { url }: Pick<TestDouble, 'url'>, id: string, headers: http.OutgoingHttpHeaders = {}): Promise<Stream> {
  const request = http.get(`${url}/jobs/${encodeURIComponent(id)}/events`, { headers: { accept: 'text/event-stream', ...headers } })
  t.teardown(() => request.destroy())
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => request.on('response', resolve).on('error', reject))
  t.match(response, { statusCode: 200, headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } })
  request.removeAllListeners('error').on('error', () => {})
  const events = read(response.setEncoding('utf8'))
  return { next: async () => (await events.next()).value ?? undefined, close: () => { request.destroy() } }
}

async function * read (chunks: AsyncIterable<string>) {
  let text = ''
  for await (const chunk of chunks) {
    const parts = (text + chunk).split('\n\n')
    text = parts.pop() ?? ''
    for (const part of parts) {
      const [head = '', ...lines] = part.split('\n')
      yield { event: head.replace('event: ', ''), data: lines.map(line => line.replace(/^data: /, '')).join('\n') }
    }
  }
}

export const progressIn = (data = '') => Number(/<progress max="100" value="(\d+)"/.exec(data)?.[1])
export const statusIn = (data = '') => /class="status (\w+)"/.exec(data)?.[1]
