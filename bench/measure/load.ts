import { once } from 'node:events'
import net from 'node:net'

/** A request as it goes over the wire. */
export type Request = string
/** What is to be sent next; undefined: nothing more. */
export type Supply = () => Request | undefined

/** An answer as it came: its head as text, and its body. */
export interface Answer { readonly head: string, readonly body: string }
export type Reader = (answer: Answer) => void

/** How much was answered, and how long it took. */
export interface Round { readonly answers: number, readonly milliseconds: number }

/**
 * Keep-alive connections to one server, one request at a time on each. Written for this: a full HTTP client needs as
 * long for a request as the server does, so the ratio would measure the client. It supports only what these servers
 * send, a head with a Content-Length, and accepts only successful answers.
 */
export class Load {
  readonly #url: URL
  readonly #sockets: net.Socket[]

  private constructor (url: URL, sockets: net.Socket[]) {
    this.#url = url
    this.#sockets = sockets
  }

  static async connect (address: string, connections = 50): Promise<Load> {
    const url = new URL(address)
    return new Load(url, await Promise.all(Array.from({ length: connections }, () => open(url))))
  }

  /** Sends what `supply` gives until it gives no more; `read`, if given, gets each answer. */
  async run (supply: Supply, read?: Reader): Promise<Round> {
    await this.#replaceLost()
    const rest = stayAwake()
    const start = performance.now()
    const answers = await Promise.all(this.#sockets.map(socket => converse(socket, supply, read))).finally(rest)
    return { answers: answers.reduce((sum, count) => sum + count, 0), milliseconds: performance.now() - start }
  }

  close (): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  /** A server closes connections that are idle for long. */
  async #replaceLost (): Promise<void> {
    for (const [index, socket] of this.#sockets.entries()) if (!socket.writable) this.#sockets[index] = await open(this.#url)
  }
}

/** A socket whose errors go to its present user, if it has one. */
async function open ({ hostname, port }: URL): Promise<net.Socket> {
  const socket = net.connect(Number(port), hostname).setNoDelay(true)
  await once(socket, 'connect')
  return socket.on('error', () => {})
}

/** Keeps this process from sleeping while it waits: waking it would be work for the server. */
function stayAwake (): () => void {
  let awake = true
  const spin = () => { if (awake) setImmediate(spin) }
  spin()
  return () => { awake = false }
}

/** Sends and receives on one connection; resolves to how many answers came. */
function converse (socket: net.Socket, supply: Supply, read?: Reader): Promise<number> {
  return new Promise((resolve, reject) => {
    let answers = 0
    const receive = receiver(read, reject, () => { answers++; next() })
    const lost = () => finish(new Error('The server closed the connection.'))
    const finish = (error?: Error) => {
      socket.off('data', receive).off('close', lost).off('error', reject)
      if (error === undefined) resolve(answers)
      else reject(error)
    }
    const next = () => {
      const request = supply()
      if (request === undefined) finish()
      else socket.write(request, 'latin1')
    }
    socket.on('data', receive).on('close', lost).on('error', reject)
    next()
  })
}

/** Puts chunks together until an answer is whole. */
function receiver (read: Reader | undefined, refuse: (error: Error) => void, answered: () => void): (chunk: Buffer) => void {
  let missing = 0
  let head = ''
  let body: Buffer[] = []
  return chunk => {
    if (missing === 0) {
      const { successful, length, contentLength, text } = headOf(chunk)
      if (!successful) return refuse(new Error(`Expected success, got: ${chunk.toString('latin1', 0, 1000)}`))
      missing = length + contentLength
      if (read !== undefined) [head, body] = [text.slice(0, length), [chunk.subarray(length)]]
    } else if (read !== undefined) body.push(chunk)
    missing -= chunk.length
    if (missing !== 0) return
    read?.({ head, body: Buffer.concat(body).toString() })
    answered()
  }
}

const longestHead = 2000
/** As Fastify writes it, and others. */
const [lengthName, otherLengthName] = ['content-length: ', 'Content-Length: ']

function headOf (chunk: Buffer): { successful: boolean, length: number, contentLength: number, text: string } {
  const text = chunk.toString('latin1', 0, longestHead)
  const length = text.indexOf('\r\n\r\n') + 4
  const found = text.indexOf(lengthName)
  const named = found < 0 ? text.indexOf(otherLengthName) : found
  return {
    successful: text.startsWith('HTTP/1.1 20') && named > 0 && named < length,
    length,
    contentLength: parseInt(text.slice(named + lengthName.length, named + lengthName.length + 10), 10),
    text
  }
}
