/** A request as a person may repeat it. */
export interface RepeatableRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** The request as a command for a shell (POSIX): pasted there, it sends just this. */
export function curl ({ method, url, headers, body }: RepeatableRequest): string {
  return [
    `curl -i -X ${method} ${quoted(url)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    // An @ at the beginning would name a file; --data-raw sends it as it is.
    ...body === undefined ? [] : [`--data-raw ${quoted(body)}`]
  ].join(' \\\n  ')
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
