import { once } from 'node:events'
import { connect } from 'node:net'

/** A parsed answer from a plain socket. */
export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** Sends these lines unchanged, and returns what arrives until the double closes the connection. @param url the double's address */
export async function sendLines (url: string, lines: readonly string[], body = ''): Promise<RawAnswer> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  let received = ''
  socket.setEncoding('utf8').on('data', chunk => { received += chunk })
  socket.write(Buffer.from([...lines, 'Connection: close', '', body].join('\r\n'), 'latin1'))
  await once(socket, 'close')
  const [head = '', ...rest] = received.split('\r\n\r\n')
  const [first = '', ...fields] = head.split('\r\n')
  const headers = Object.fromEntries(fields.map(field => [field.slice(0, field.indexOf(':')).toLowerCase(), field.slice(field.indexOf(':') + 1).trim()]))
  return { status: Number(first.split(' ')[1]), headers, text: rest.join('\r\n\r\n') }
}
