/** What must hold after every input: the process runs, and light requests are answered. */
import type { Served } from '../serve.ts'
import { serve } from '../serve.ts'
import type { Tally } from '../tools.ts'

const limit = 10_000

const lightPaths = ['/conformance', '/jobs?limit=1', '/__admin/health']

/** Why the server is not healthy; undefined if it is. */
export async function illness (server: Served): Promise<string | undefined> {
  const ended = server.ended()
  if (ended !== undefined) return `the process ended: ${ended}`
  for (const path of lightPaths) {
    const status = await fetch(server.url + path, { signal: AbortSignal.timeout(limit) }).then(async answer => { await answer.arrayBuffer(); return answer.status }, (error: Error) => `${error.message}${server.ended() === undefined ? '' : `; the process ended: ${server.ended()}`}`)
    if (status !== 200) return `GET ${path}: ${status}`
  }
  return undefined
}

/** Expected failures with a body of the façade: each a sentence of a body, and why it is right. */
export const askedFor: readonly { readonly status: number, readonly body: RegExp, readonly reason: string }[] = [
  { status: 500, body: /"title":"Job (failed|was dismissed)"|Job (failed|was dismissed)/, reason: 'results of a job that failed or was dismissed: the standard answers with the status of the exception' },
  { status: 503, body: /at most|most/, reason: 'a limit that is met: the sentence names it' }
]

export const isAskedFor = (status: number, body: string): boolean =>
  status < 500 || askedFor.some(one => one.status === status && one.body.test(body))

/** Cases by name, each with the problem of its outcome; a server that ended is restarted for the next one. */
export interface Case { readonly name: string, run (server: Served): Promise<string | undefined> }

/** Runs every case and checks the invariant after it; notes the sum in one line and every failure in another. */
export async function checkCases (tally: Tally, what: string, cases: readonly Case[], flags: readonly string[] = []): Promise<void> {
  let server = await serve([...flags, '--log-level', 'fatal'])
  const failures: string[] = []
  try {
    for (const { name, run } of cases) {
      const wrong = await run(server).catch((error: Error) => error.message)
      const ill = await illness(server)
      if (wrong !== undefined || ill !== undefined) failures.push(`${name}: ${[wrong, ill].filter(Boolean).join('; ')}`)
      if (ill === undefined) continue
      await server.stop().catch(() => {})
      server = await serve([...flags, '--log-level', 'fatal'])
    }
  } finally {
    await server.stop()
  }
  tally.note(failures.length === 0, `${what}: ${cases.length - failures.length} of ${cases.length} held`, failures.join('\n'))
}
