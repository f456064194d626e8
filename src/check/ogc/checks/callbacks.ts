import { createServer, type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { judgeFound, type Check, judge, type Outcome, skip, unless } from '../../outcome.ts'
import { type Exchange, isJson, jsonOf, mediaTypeName, type Members } from '../../exchange.ts'
import { poll } from '../../poll.ts'
import { isLoopback } from '../is-loopback.ts'
import { endedEarlyReason, isKnownToRun, launch, waitToRun } from '../launch.ts'
import type { KnownExecution, Subject } from '../subject.ts'

/** A request that came to a listener. */
interface Callback extends Pick<Exchange, 'body' | 'headers'> {
  readonly path: string
  readonly method: string
}

/** The requests to a listener. */
interface Callbacks {
  readonly success: readonly Callback[]
  /** The reason, if it is unknown. */
  readonly cameAfterDismissal: boolean | string
}

/** Listens while one job succeeds, and while another is dismissed before its end. */
export const listenForCallbacks = (subject: Subject): Promise<Callbacks | string> => subject.once('callbacks', () => listen(subject).catch((error: Error) => `Callbacks could not be received: ${error.message}`))

async function listen (subject: Subject): Promise<Callbacks | string> {
  const { base, executions: { quick, slow }, settings: { settle } } = subject
  if (!isLoopback(base)) return 'The server is not on this machine, so it cannot reach a listener of the check.'
  if (quick === undefined) return 'No process was found that succeeds as a job: name one with --process ID --inputs FILE.'
  const receivedCallbacks: Callback[] = []
  const server = createServer((request, response) => {
    void read(request).then(body => {
      receivedCallbacks.push({ path: String(request.url), method: String(request.method), headers: { 'content-type': String(request.headers['content-type']) }, body })
      response.end('{}')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const subscriber = (path: string) => ({ subscriber: { successUri: `${url}/${path}`, inProgressUri: `${url}/progress`, failedUri: `${url}/failed` } })
  try {
    const isDismissed = slow === undefined ? 'No process was found that runs for a while.' : await dismiss(subject, slow, subscriber('dismissed'))
    await launch(subject, quick, subscriber('success'))
    const isThere = (path: string, seconds: number) => poll(seconds, async () => receivedCallbacks.some(callback => callback.path === path) || undefined)
    const successCame = await isThere('/success', settle) ?? false
    const cameAfterDismissal = isDismissed === true ? await isThere('/dismissed', successCame ? settle : 0) ?? false : isDismissed
    return { success: receivedCallbacks.filter(({ path }) => path === '/success'), cameAfterDismissal }
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

/** Launches a job and dismisses it while it runs; returns the reason if that fails. */
async function dismiss (subject: Subject, slow: KnownExecution, subscriber: Members): Promise<true | string> {
  const job = await launch(subject, slow, subscriber)
  if (job === undefined) return `The process ${slow.process} was executed, and created no job.`
  await waitToRun(subject, job)
  return isKnownToRun(job, slow, (await subject.client.delete(job.url)).end) ? true : endedEarlyReason
}

async function read (request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text = (text + String(chunk)).slice(0, 100_000)
  return text
}

const withCallbacks = (toOutcome: (found: Callbacks) => Outcome) => judgeFound(listenForCallbacks, toOutcome)

const needs = 'callback'

const noCallback = 'No callback was received.'

export const callbackChecks: readonly Check<Subject>[] = [
  {
    id: 'callback/success',
    requirement: '/req/callback/job-callback (A.80)',
    level: 'must',
    sentence: 'The results of a job are sent to its successUri',
    needs,
    run: withCallbacks(({ success: [first] }) => judge(first === undefined
      ? ['A job with a successUri succeeded, and the successUri was not called.']
      : [
          ...unless(first.method === 'POST', `The successUri was called with ${first.method}; expected POST.`),
          ...unless(typeof jsonOf(first) === 'object', 'The body of the request to the successUri is not a JSON object.')
        ], []))
  },
  {
    id: 'callback/media-type',
    requirement: '/req/callback/job-callback (A.80)',
    level: 'should',
    sentence: 'The request to a successUri has the media type JSON',
    needs,
    run: withCallbacks(({ success: [first] }) => first === undefined ? skip(noCallback) : judge(unless(isJson(first), `It is ${mediaTypeName(first)}; expected application/json.`), []))
  },
  {
    id: 'callback/once',
    requirement: '/req/callback/job-callback (A.80)',
    level: 'should',
    sentence: 'A successUri that answers is called once',
    needs,
    run: withCallbacks(({ success }) => success.length === 0 ? skip(noCallback) : judge(unless(success.length === 1, `It was called ${success.length} times.`), []))
  },
  {
    id: 'callback/not-after-dismissal',
    requirement: '/req/dismiss/job-dismiss-status A',
    level: 'must',
    sentence: 'The successUri of a dismissed job is not called',
    needs,
    run: withCallbacks(({ success, cameAfterDismissal }) => {
      if (success.length === 0) return skip(noCallback)
      if (typeof cameAfterDismissal === 'string') return skip(cameAfterDismissal)
      return judge(unless(!cameAfterDismissal, 'A job was dismissed while it ran, and its successUri was called afterwards.'), [])
    })
  }
]
