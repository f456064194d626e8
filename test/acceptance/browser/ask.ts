/** What cases ask of the double beside the browser: to set a scene, and to see what is true. */
export interface Answer { readonly status: number, readonly headers: Headers, readonly text: string, readonly json: Record<string, unknown> }

const limit = 15_000

export async function ask (method: string, url: string, body?: object, headers: Record<string, string> = {}): Promise<Answer> {
  const init: RequestInit = body === undefined ? { headers } : { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
  const answer = await fetch(url, { ...init, method, signal: AbortSignal.timeout(limit) })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, text, json: parse(text) }
}

function parse (text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text))
  } catch {
    return {}
  }
}

/** Sets a scene: anything but success ends the case. */
export async function tell (method: string, url: string, body?: object, headers?: Record<string, string>): Promise<Record<string, unknown>> {
  const { status, text, json } = await ask(method, url, body, headers)
  if (status >= 300) throw new Error(`${method} ${url}: ${status} ${text}`)
  return json
}

/** The clock stands still until the case turns it. */
export const freeze = (world: string): Promise<unknown> => tell('PUT', `${world}/__admin/clock`, { action: 'freeze' })

export const advance = (world: string, duration: string): Promise<unknown> => tell('PUT', `${world}/__admin/clock`, { action: 'advance', duration })

/** @returns the id of a new job */
export async function execute (world: string, process: string, inputs: object = {}, headers: Record<string, string> = {}): Promise<string> {
  const { jobID } = await tell('POST', `${world}/processes/${process}/execution`, { inputs }, { prefer: 'respond-async', ...headers })
  return String(jobID)
}
