import { connect } from 'node:net'
import t from 'tap'
import { answerClientError } from '../../../routes/http/client-error.ts'
import { build } from '../../helper.ts'

t.test('what is no HTTP is answered as an exception, in JSON', async t => {
  const double = await build(t, { port: 0 })
  const rows = [
    { sent: 'this is no HTTP\r\n\r\n', status: 400 },
    { sent: `GET /jobs/${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, status: 431 }
  ]
  for (const { sent, status } of rows) {
    const socket = connect(Number(new URL(double.url).port), '127.0.0.1').setEncoding('utf8')
    socket.write(sent)
    let answer = ''
    for await (const chunk of socket) answer += chunk
    const [head = '', body = ''] = answer.split('\r\n\r\n')
    t.match(head, `HTTP/1.1 ${status} `)
    t.match(head, /Content-Type: application\/json/)
    t.match(JSON.parse(body), { type: 'about:blank', status, detail: /request is not valid HTTP/ })
  }
})

t.test('whoever has gone is not answered', async t => {
  for (const { writable, code } of [{ writable: false, code: 'HPE_INVALID_METHOD' }, { writable: true, code: 'ECONNRESET' }]) {
    const happened: string[] = []
    const socket = { writable, destroy: () => { happened.push('destroyed') }, end: () => { happened.push('answered') } }
    answerClientError(Object.assign(new Error(), { code }), socket as never)
    t.same(happened, ['destroyed'])
  }
  const answered: string[] = []
  answerClientError(new Error('odd'), { writable: true, end: (text: string) => { answered.push(text) } } as never)
  t.match(answered[0], /^HTTP\/1\.1 400 Bad Request/)
})
