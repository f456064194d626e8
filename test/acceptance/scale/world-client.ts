import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'

interface Answer { readonly status: number, readonly location: string, readonly json: Record<string, unknown> }

const patience = 10_000

/** A client of one world, which it names in the path or by its header. */
export class WorldClient {
  readonly name: string
  readonly #base: string
  readonly #headers: Record<string, string>
  #job = ''
  /** The number of repeated requests, because no answer came. */
  repeated = 0

  constructor (proxy: string, name: string, byPath: boolean) {
    this.name = name
    this.#base = byPath ? `${proxy}/w/${name}` : proxy
    this.#headers = byPath ? {} : { 'x-test-id': name }
  }

  async create (): Promise<void> {
    const { status, location, json } = await this.#ask('POST', `${this.#base}/processes/hold/execution`, '{"inputs":{"progress":7}}')
    assert.equal(status, 201)
    assert.equal(location, `${this.#base}/jobs/${String(json['jobID'])}`, 'a link leads back through the proxy')
    this.#job = location
  }

  /** Checks that the job is as it was created, and that there are no others except those of the seed. */
  async poll (): Promise<void> {
    const { status, json } = await this.#ask('GET', this.#job)
    assert.deepEqual([status, json['status'], json['progress']], [200, 'running', 7])
    const { json: { jobs } } = await this.#ask('GET', `${this.#base}/jobs?limit=100&processID=hold&status=running`)
    assert.equal((jobs as { progress: number }[]).filter(({ progress }) => progress === 7).length, 1)
  }

  /** Whether its job is there. */
  async isKept (): Promise<boolean> {
    const { status } = await this.#ask('GET', this.#job)
    assert.ok(status === 200 || status === 404, String(status))
    return status === 200
  }

  async dismiss (): Promise<void> {
    for (const [method, status] of [['DELETE', 200], ['GET', 200], ['DELETE', 200], ['GET', 404]] as const) {
      const answer = await this.#ask(method, this.#job)
      assert.equal(answer.status, status, method)
      if (status === 200) assert.equal(answer.json['status'], 'dismissed')
    }
  }

  /** Repeats requests that a dying double left unanswered. */
  async #ask (method: string, url: string, body?: string): Promise<Answer> {
    for (const end = Date.now() + patience; ; this.repeated++) {
      const headers = { ...this.#headers, accept: 'application/json', prefer: 'respond-async', ...(body !== undefined && { 'content-type': 'application/json' }) }
      const answer = await send(url, { method, headers, ...(body !== undefined && { body }) })
      if (![0, 502, 503, 504].includes(answer.status) || Date.now() > end) return answer
      await wait(100)
    }
  }
}

/** Status 0: the connection was closed. */
async function send (url: string, init: RequestInit): Promise<Answer> {
  try {
    const answer = await fetch(url, init)
    return { status: answer.status, location: answer.headers.get('location') ?? '', json: parse(await answer.text()) }
  } catch {
    return { status: 0, location: '', json: {} }
  }
}

function parse (text: string): Record<string, unknown> {
  try {
    return JSON.parse(text)
  } catch {
    return { text }
  }
}
