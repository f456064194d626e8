import { connect } from 'node:net'

/** The bytes that a server sent before it closed the connection, or before the time limit. */
export interface SocketAnswer { readonly statuses: readonly number[], readonly closed: boolean, readonly text: string }

/**
 * Sends bytes over a socket of their own, one piece after the other. Never rejects: a reset is an answer too.
 * @param half whether our side is closed after the last piece
 */
export function sendBytes (url: string, pieces: readonly (string | Buffer)[], { patience = 400, half = false } = {}): Promise<SocketAnswer> {
  const { hostname, port } = new URL(url)
  return new Promise(resolve => {
    const chunks: Buffer[] = []
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true })
    const done = (closed: boolean) => {
      socket.destroy()
      const text = Buffer.concat(chunks).toString('latin1')
      resolve({ closed, text, statuses: [...text.matchAll(/^HTTP\/1\.[01] (\d{3}) /gm)].map(([, status]) => Number(status)) })
    }
    socket.setTimeout(patience, () => done(false))
    socket.on('data', chunk => chunks.push(chunk)).on('error', () => {}).on('end', () => done(true)).on('close', () => done(true))
    socket.on('connect', async () => {
      for (const piece of pieces) {
        socket.write(typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece)
        if (pieces.length > 1) await new Promise(resolve => setTimeout(resolve, 5))
      }
      if (half) socket.end()
    })
  })
}
