/** A separate process that sends one heavy request at a time and discards the answer, so that a measurement includes the server only. */
import { request } from 'node:http'

export interface HeavyRequest { readonly url: string, readonly method: string, readonly headers?: Readonly<Record<string, string>>, readonly body?: string }
export interface HeavyAnswer { readonly status: number | string, readonly bytes: number }

process.on('message', ({ url, method, headers, body }: HeavyRequest) => {
  const tell = (answer: HeavyAnswer) => process.send!(answer)
  request(url, { method, headers: { ...headers, ...body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } } }, answer => {
    let bytes = 0
    answer.on('data', (chunk: Buffer) => { bytes += chunk.length }).on('error', ({ message }) => tell({ status: message, bytes })).on('end', () => tell({ status: answer.statusCode!, bytes }))
  }).on('error', ({ message }) => tell({ status: message, bytes: 0 })).end(body)
})
process.send!('ready')
