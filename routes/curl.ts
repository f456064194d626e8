/** A request as the command that sends it, to be put into a shell as it is. */
export const curlOf = (method: string, url: string, headers: Readonly<Record<string, string>> = {}, body?: string): string =>
  ['curl -i', method === 'GET' ? [] : `-X ${method}`, quoted(url), Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`), body === undefined ? [] : `-d ${quoted(body)}`].flat().join(' ')

/** Within single quotes a shell reads nothing but the end of them. */
const quoted = (text: string): string => `'${text.replaceAll('\'', '\'\\\'\'')}'`
