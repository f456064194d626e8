/** An answer of a server, for comparison with that of another. */
export interface Answer {
  readonly name: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** JSON, or text if it is not JSON. */
  readonly body: unknown
}

/** One request of a sequence. */
export interface Step {
  readonly name: string
  readonly method?: string
  /** An address, or a path, in which `{job}` is the id of an earlier job. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON; text as it is. */
  readonly body?: unknown
  /** Whether later steps use the job of the answer, from `Location` or the body. */
  readonly launches?: boolean
  /** Whether to wait until all jobs have ended. */
  readonly settled?: boolean
  /** Milliseconds to wait before. */
  readonly after?: number
}

/** Headers that say nothing about the API of a server. */
const ofTransport = ['connection', 'content-length', 'date', 'keep-alive', 'server', 'transfer-encoding']

const limit = 20_000

/** Sends the requests one after the other. @param base without a trailing slash */
export async function runSteps (base: string, steps: readonly Step[]): Promise<Answer[]> {
  const answers: Answer[] = []
  const jobs: string[] = []
  for (const { name, method = 'GET', path, headers = {}, body, launches = false, settled = false, after = 0 } of steps) {
    if (settled) for (const job of jobs) await untilEnded(`${base}/jobs/${encodeURIComponent(job)}`)
    await new Promise(resolve => setTimeout(resolve, after))
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    const response = await fetch(base + path.replace('{job}', encodeURIComponent(jobs.at(-1) ?? 'no-job')), {
      method,
      redirect: 'manual',
      // uvicorn closes a connection after a failed request without saying so.
      headers: { connection: 'close', ...(text !== undefined && { 'content-type': 'application/json' }), ...headers },
      signal: AbortSignal.timeout(limit),
      ...(text !== undefined && { body: text })
    })
    const answer = { name, status: response.status, headers: headersOf(response), body: parse(await response.text()) }
    if (launches) jobs.push(jobIn(answer))
    answers.push(answer)
  }
  return answers.map(answer => neutral(answer, base, jobs))
}

/** Waits until a job has ended or is gone. */
async function untilEnded (url: string): Promise<void> {
  for (const end = Date.now() + limit; Date.now() < end;) {
    const { status } = await (await fetch(url, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(limit) })).json() as { status?: unknown }
    if (status !== 'accepted' && status !== 'running') return
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

/** The order of methods in Allow is irrelevant. */
const headersOf = ({ headers }: Response): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => !ofTransport.includes(name)).map(([name, value]) => [name, name === 'allow' ? value.split(/, */).sort().join(', ') : value]))

function jobIn ({ headers, body }: Answer): string {
  const { jobID, id } = Object(body) as { jobID?: string, id?: string }
  return decodeURIComponent(jobID ?? headers['location']?.replace(/^.*\//, '') ?? (headers['content-type']?.includes('json') === true ? undefined : id) ?? 'no-job')
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Replaces what must differ, such as addresses, ids and times, by its form. */
function neutral ({ name, status, headers, body }: Answer, base: string, jobs: readonly string[]): Answer {
  const replace = (text: string) => jobs.reduce((text, job) => text.replaceAll(job, 'JOB'), text.replaceAll(base, 'BASE'))
    .replace(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, 'JOB')
    .replace(/\d{4}-\d\d-\d\d([T ])\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?/g, (_all, separator: string, fraction = '', zone = '') => `TIME${separator}${'0'.repeat(fraction.length)}${zone}`)
  return { name, status, headers: JSON.parse(replace(JSON.stringify(headers))) as Answer['headers'], body: JSON.parse(replace(JSON.stringify(body))) }
}
