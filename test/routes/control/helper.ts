import type { TestDouble } from '../../helper.ts'

/** An answer of the control façade. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  /** JSON of any shape. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test looks at it member by member
  readonly json: any
}

/** Sends `line`, such as `PUT /clock`, to the control façade; a path that begins with `/w/` is sent unchanged. */
export async function ask ({ app }: TestDouble, line: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const [method = '', path = ''] = line.split(' ')
  const { statusCode, headers: answered, body: text } = await app.inject({
    method: method as 'GET',
    url: path.startsWith('/w/') ? path : `/__admin${path}`,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { payload: JSON.stringify(body) })
  })
  return { status: statusCode, headers: answered, json: text === '' ? undefined : JSON.parse(text) }
}

/** The problems in an answer of the façade, each a sentence. */
export const titles = ({ json }: Answer): string[] => json.errors.map(({ title }: { title: string }) => title)

/** The status of a job in OGC, or the status code. */
export async function seen ({ app }: TestDouble, id: string): Promise<string> {
  const { statusCode, body } = await app.inject(`/jobs/${id}`)
  return statusCode === 200 ? JSON.parse(body).status : String(statusCode)
}
