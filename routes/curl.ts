<<<<<<< HEAD
/** A request as the command that sends it, to be put into a shell as it is. */
export const curlOf = (method: string, url: string, headers: Readonly<Record<string, string>> = {}, body?: string): string =>
  ['curl -i', method === 'GET' ? [] : `-X ${method}`, quoted(url), Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`), body === undefined ? [] : `-d ${quoted(body)}`].flat().join(' ')

/** Within single quotes a shell reads nothing but the end of them. */
const quoted = (text: string): string => `'${text.replaceAll('\'', '\'\\\'\'')}'`
=======
/** A request as a person may repeat it. */
export interface Repeatable {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** The request as a command for a shell (POSIX): pasted there, it sends just this. */
export function curl ({ method, url, headers, body }: Repeatable): string {
  return [
    `curl -i -X ${method} ${quoted(url)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    // An @ at the beginning would name a file; --data-raw sends it as it is.
    ...body === undefined ? [] : [`--data-raw ${quoted(body)}`]
  ].join(' \\\n  ')
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
>>>>>>> main
