import { createServer, type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { judgeFound, type Check, judge, type Outcome, skip, unless } from '../../outcome.ts'
import type { Members } from '../../exchange.ts'
import { poll } from '../../poll.ts'
import { isKnownToRun, launch, tooSlow, waitToRun } from '../launch.ts'
import type { Run, Subject } from '../subject.ts'

/** Callbacks by path. */
interface Callbacks {
  readonly successCame: boolean
  readonly successIsJson: boolean
  /** Or why this cannot be judged. */
  readonly cameAfterDismissal: boolean | string
}

const isLoopback = ({ hostname }: URL): boolean => /^(localhost|127\.|\[::1\])/.test(hostname)

/** Listens while one job succeeds, and another is dismissed, until its work would have ended. */
export const listenForCallbacks = (subject: Subject): Promise<Callbacks | string> => subject.once('callbacks', () => listen(subject).catch((error: Error) => `Callbacks could not be received here: ${error.message}`))

async function listen (subject: Subject): Promise<Callbacks | string> {
  const { base, runs: { quick, slow }, settings: { settle } } = subject
  if (!isLoopback(new URL(base))) return 'The server is not on this machine, so that it could not reach a listener here.'
  if (quick === undefined) return 'No process was found that succeeds as a job: name one with --process ID --inputs FILE.'
  const came = new Map<string, string>()
  const server = createServer((request, response) => {
    void read(request).then(body => { came.set(String(request.url), body); response.end('{}') })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const subscriber = (path: string) => ({ subscriber: { successUri: `${url}/${path}`, inProgressUri: `${url}/progress`, failedUri: `${url}/failed` } })
  try {
    const isDismissed = slow === undefined ? 'No process was found that runs for a while.' : await dismiss(subject, slow, subscriber('dismissed'))
    await launch(subject, quick, subscriber('success'))
    const isThere = (path: string, seconds: number) => poll(seconds, async () => came.has(path) || undefined)
    await isThere('/success', settle)
    return {
      successCame: came.has('/success'),
      successIsJson: isObject(came.get('/success')),
      cameAfterDismissal: isDismissed === true ? await isThere('/dismissed', came.has('/success') ? settle : 0) ?? false : isDismissed
    }
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

/** Launches a job and dismisses it while it runs; returns the reason if that fails. */
async function dismiss (subject: Subject, slow: Run, subscriber: Members): Promise<true | string> {
  const job = await launch(subject, slow, subscriber)
  if (job === undefined) return `The process ${slow.process} was executed, and no job came of it.`
  await waitToRun(subject, job)
  return isKnownToRun(job, slow, (await subject.client.delete(job.url)).end) ? true : tooSlow
}

async function read (request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text = (text + String(chunk)).slice(0, 100_000)
  return text
}

function isObject (text = ''): boolean {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}

const withCallbacks = (judgeIt: (found: Callbacks) => Outcome) => judgeFound(listenForCallbacks, judgeIt)

const needs = 'callback'

export const callbackChecks: readonly Check<Subject>[] = [
  {
    id: 'callback/success',
    requirement: '/req/callback/job-callback (A.80)',
    level: 'must',
    sentence: 'The results of a job are sent to its successUri',
    needs,
    run: withCallbacks(({ successCame, successIsJson }) => judge([
      ...unless(successCame, 'A job with a successUri succeeded, and nothing came there.'),
      ...unless(!successCame || successIsJson, 'What came to the successUri is no JSON object.')
    ], []))
  },
  {
    id: 'callback/not-after-dismissal',
    requirement: '/req/dismiss/job-dismiss-status A',
    level: 'must',
    sentence: 'Nothing comes to the successUri of a job that was dismissed',
    needs,
    run: withCallbacks(({ successCame, cameAfterDismissal }) => {
      if (!successCame) return skip('No callback came at all.')
      if (typeof cameAfterDismissal === 'string') return skip(cameAfterDismissal)
      return judge(unless(!cameAfterDismissal, 'A job was dismissed while it ran, and its successUri was called afterwards.'), [])
    })
  }
]
