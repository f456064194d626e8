import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, type ZlibOptions } from 'node:zlib'
import { defaultOutgoingLimits } from './outgoing-requests.ts'

type Decompress = (bytes: Buffer, options: ZlibOptions) => Promise<Buffer>

const methods: Readonly<Record<string, Decompress>> = { gzip: promisify(gunzip), 'x-gzip': promisify(gunzip), deflate: promisify(inflate), br: promisify(brotliDecompress), identity: async bytes => bytes }

const { size: most } = defaultOutgoingLimits

/**
 * Undoes the compression in Content-Encoding. It is not requested, but some servers keep files compressed.
 * @param admit called with the size as it grows
 * @throws Error whose message is the end of "expected …"
 */
export async function decompress (body: Buffer, contentEncoding = 'identity', admit: (bytes: number) => void = () => {}): Promise<Buffer> {
  let bytes = body
  for (const name of contentEncoding.toLowerCase().split(',').map(name => name.trim()).reverse()) {
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined
    if (method === undefined) throw new Error(`a Content-Encoding of gzip, deflate or br; it came in ${name}`)
    const larger = await method(bytes, { maxOutputLength: most }).catch((error: Error & { code?: string }) => {
      throw new Error(error.code === 'ERR_BUFFER_TOO_LARGE' ? `an answer of at most ${most} bytes` : `an answer in ${name}, as its Content-Encoding says`)
    })
    if (method !== methods['identity']) admit(larger.length)
    bytes = larger
  }
  return bytes
}
