/** A separate process that sends the given requests, some in parallel, and reports the answers with their times. */
import { Agent, request } from 'node:http'
import { token } from './fuzz-seed.ts'
import type { Event } from './linearizability.ts'
import type { Operation } from './policy-table.ts'

/** The requests for one job. */
export type JobRequest = Exclude<Operation, 'later'>

export interface Task { readonly url: string, readonly atOnce: number, readonly steps: readonly { readonly job: string, readonly operation: JobRequest }[] }

const asks: Readonly<Record<JobRequest, (job: string) => { method: string, path: string, body?: string }>> = {
  'ogc-delete': job => ({ method: 'DELETE', path: `/jobs/${job}` }),
  'ogc-get': job => ({ method: 'GET', path: `/jobs/${job}` }),
  'tator-delete': job => ({ method: 'DELETE', path: `/rest/Job/${job}` }),
  'tator-get': job => ({ method: 'GET', path: `/rest/Job/${job}` }),
  succeed: job => ({ method: 'POST', path: `/__admin/jobs/${job}/transition`, body: '{"status":"successful"}' })
}

const now = (): number => Number(process.hrtime.bigint())

function ask (url: string, agent: Agent, job: string, operation: JobRequest): Promise<Event> {
  return new Promise((resolve, reject) => {
    const { method, path, body = '' } = asks[operation](job)
    const { hostname, port, pathname } = new URL(url)
    const headers = { authorization: `Token ${token}`, accept: 'application/json', ...body !== '' && { 'content-type': 'application/json', 'content-length': body.length } }
    const start = now()
    request({ hostname, port, path: pathname + path, method, agent, headers }, answer => {
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk: string) => { text += chunk }).on('error', reject).on('end', () => {
        const end = now()
        const { status } = answer.statusCode === 200 ? JSON.parse(text) as { status?: string } : {}
        resolve({ job, operation, start, end, answer: `${answer.statusCode}${status === undefined ? '' : ` ${status}`}` })
      })
    }).on('error', reject).end(body)
  })
}

process.on('message', async ({ url, atOnce, steps }: Task) => {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const left = [...steps]
  const events: Event[] = []
  const work = async () => {
    for (let step = left.shift(); step !== undefined; step = left.shift()) events.push(await ask(url, agent, step.job, step.operation))
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  agent.destroy()
  process.send!(events)
})
process.send!('ready')
