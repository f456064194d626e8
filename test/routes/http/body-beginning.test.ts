import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import t from 'tap'
import { BodyBeginning, hasBody } from '../../../routes/http/body-beginning.ts'

function requestOf (method: string, headers: Record<string, string>): IncomingMessage {
  const request = new IncomingMessage(new Socket())
  return Object.assign(request, { method, headers })
}

t.test('a body follows where the head says so, and those who only read send none', async t => {
  t.same([requestOf('POST', { 'content-length': '1' }), requestOf('DELETE', { 'transfer-encoding': 'chunked' })].map(hasBody), [true, true])
  t.same([requestOf('POST', {}), requestOf('POST', { 'content-length': '0' }), requestOf('GET', { 'content-length': '1' }), requestOf('HEAD', { 'transfer-encoding': 'chunked' })].map(hasBody), [false, false, false, false])
})

t.test('who has hung up, or sent enough already, is waited for no longer', async t => {
  const request = requestOf('POST', { 'content-length': '10' })
  const reading = new BodyBeginning(request, 10).read()
  request.destroy()
  await t.resolves(reading)
  await t.resolves(new BodyBeginning(request, 10).read())
  const full = requestOf('POST', { 'transfer-encoding': 'chunked' })
  const beginning = new BodyBeginning(full, 2)
  full.on('end', () => {})
  full.on('data', () => {})
  full.push('abc')
  await new Promise(resolve => setImmediate(resolve))
  await t.resolves(beginning.read())
})
