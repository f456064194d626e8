/** A request that a person can repeat. */
export interface RepeatableRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** The request as a shell command (POSIX) that sends exactly this when pasted. */
export function curl ({ method, url, headers, body }: RepeatableRequest): string {
  return [
    `curl -i -X ${method} ${quote(url)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    // A leading @ would name a file; --data-raw sends it unchanged.
    ...body === undefined ? [] : [`--data-raw ${quote(body)}`]
  ].join(' \\\n  ')
}

const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
