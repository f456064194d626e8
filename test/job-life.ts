import { type Agent, request } from 'node:http'

interface Answer { readonly status: number, readonly location: string, readonly text: string }

/** Sends one request and returns the answer. */
export type Ask = (method: string, url: string, body?: object, headers?: Record<string, string>) => Promise<Answer>

/**
 * The whole life of a job in one world, which advances its own clock by its own steps: created, read while it waits and
 * while it runs, dismissed, gone. Returns everything observed, in order.
 */
export async function runJobLife (ask: Ask, url: string, step: number): Promise<string> {
  const created = await ask('POST', `${url}/processes/echo/execution`, { inputs: { message: url, pause: 60 } }, { prefer: 'respond-async' })
  const seen = [created.status, created.text]
  seen.push((await ask('PUT', `${url}/__admin/clock`, { action: 'advance', durationMillis: 5000 + step })).text)
  seen.push((await ask('GET', created.location)).text)
  for (const time of ['cancelled', 'removed']) seen.push(time, (await ask('DELETE', created.location)).text)
  seen.push((await ask('GET', `${url}/jobs`)).text, (await ask('GET', created.location)).status)
  return seen.join('\n')
}

/** Sends requests over the sockets of `agent`. */
export const askThrough = (agent: Agent): Ask => (method, url, body, headers = {}) => new Promise((resolve, reject) => {
  const payload = body === undefined ? undefined : JSON.stringify(body)
  const described = payload === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }
  request(url, { method, agent, headers: { ...headers, ...described } }, response => {
    let text = ''
    response.setEncoding('utf8').on('data', chunk => { text += chunk }).on('error', reject)
      .on('end', () => resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? '', text }))
  }).on('error', reject).end(payload)
})
