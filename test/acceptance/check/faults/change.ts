/** Building blocks of faults. */
import { setTimeout } from 'node:timers/promises'
import type { Fault, FaultContext, ProxiedAnswer, Remembered } from '../proxy.ts'

/** JSON of the double, with a known shape. */
export type Json = Record<string, Remembered>

/** Changes the JSON of an answer; other answers stay unchanged. */
export function changeJson (answer: ProxiedAnswer, change: (body: Json) => Json | void): void {
  let body: Json
  try {
    body = JSON.parse(answer.body)
  } catch {
    return
  }
  answer.body = JSON.stringify(change(body) ?? body)
}

export const jsonOf = (answer: Pick<ProxiedAnswer, 'body'>): Json => {
  try {
    return Object(JSON.parse(answer.body))
  } catch {
    return {}
  }
}

export const is = ({ request }: FaultContext, method: string, path: RegExp): boolean => request.method === method && path.test(request.path)

export const job = /^\/jobs\/[^/]+$/
export const results = /^\/jobs\/[^/]+\/results$/
export const list = /^\/jobs\/?$/
export const execution = /^\/processes\/[^/]+\/execution$/

/** A fault in the answers to successful dismissals. */
export const inDismissal = (name: string, about: readonly string[], change: (answer: ProxiedAnswer, context: FaultContext) => void, more: Partial<Fault> = {}): Fault => ({
  name,
  about,
  ...more,
  after: (answer, context) => { if (is(context, 'DELETE', job) && answer.status === 200) change(answer, context) }
})

/** A fault in every statusInfo that GET answers. */
export const inStatus = (name: string, about: readonly string[], change: (info: Json, context: FaultContext) => Json | void, more: Partial<Fault> = {}): Fault => ({
  name,
  about,
  ...more,
  after: (answer, context) => { if (is(context, 'GET', job) && answer.status === 200) changeJson(answer, info => change(info, context)) }
})

/** A fault in the list of jobs. */
export const inList = (name: string, about: readonly string[], change: (list: Json, context: FaultContext) => Json | void | Promise<void>, more: Partial<Fault> = {}): Fault => ({
  name,
  about,
  ...more,
  after: async (answer, context) => {
    if (!is(context, 'GET', list) || answer.status !== 200) return
    const body = jsonOf(answer)
    answer.body = JSON.stringify(await change(body, context) ?? body)
  }
})

/** A fault in errors with this status. */
export const inErrors = (name: string, about: readonly string[], change: (error: Json, answer: ProxiedAnswer, context: FaultContext) => Json | void): Fault => ({
  name,
  about,
  after: (answer, context) => { if (answer.status >= 400 && answer.status < 500) changeJson(answer, error => change(error, answer, context)) }
})

export const html = (answer: ProxiedAnswer): void => {
  answer.headers['content-type'] = 'text/html; charset=utf-8'
  answer.body = '<!doctype html><title>A page</title><p>A page'
}

/** An answer in place of that of the double. */
export const reply = (status: number, body: unknown = '', headers: Record<string, string> = { 'content-type': 'application/json' }): ProxiedAnswer =>
  ({ status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) })

export const problem = (status: number): ProxiedAnswer => reply(status, { type: 'about:blank', title: 'An error', status })

/** Counts the occurrences of a name, including this one. */
export const times = ({ memory }: FaultContext, name: string): number => {
  const count = (memory.get(name) ?? 0) + 1
  memory.set(name, count)
  return count
}

/**
 * Two of many simultaneous requests for a job get the answer to the first of them; undefined for the others. The first
 * answer waits for the others to come: a request that is sent after it is none of them.
 */
export async function answerTwoAsFirst (context: FaultContext, ask: () => Promise<ProxiedAnswer>): Promise<ProxiedAnswer | undefined> {
  const { memory, jobId } = context
  const key = `first ${jobId}`
  const turn = times(context, `racing ${jobId}`)
  const first: Promise<ProxiedAnswer> = memory.get(key) ?? ask()
  memory.set(key, first)
  const answer = await first
  if (turn === 1) {
    await setTimeout(50)
    memory.delete(key)
  }
  return turn <= 2 ? { ...answer } : undefined
}
