import t from 'tap'
import type { JournalEntry } from '../../../src/world/journal.ts'
import { toServeEvent } from '../../../routes/control/present.ts'

const entry: JournalEntry = { id: '1', method: 'GET', url: '/', absoluteUrl: 'http://h/', clientIp: '127.0.0.1', headers: {}, at: 0, invoked: 0, answered: 1, matched: true, status: 200 }

const bodies: [what: string, responseBody: unknown, shown: string | undefined][] = [
  ['text', '{"a":1}', '{"a":1}'],
  ['bytes', Buffer.from('ä'), 'ä'],
  ['nothing', undefined, undefined],
  ['a stream, which is gone', { pipe: () => {} }, undefined]
]

for (const [what, responseBody, expected] of bodies) {
  t.test(`an answer of ${what} is shown as ${expected ?? 'no body'}`, async t => {
    t.match(toServeEvent({ ...entry, responseBody }), { response: { status: 200, body: expected } })
  })
}

t.test('a body without a password is shown as it came', async t => {
  for (const bodyText of ['{ "a": 1 }', '["password"]', '"password"', '5', 'null', '[{"password": 1}]']) {
    t.match(toServeEvent({ ...entry, bodyText, body: JSON.parse(bodyText) as unknown }), { request: { body: bodyText } })
  }
  t.match(toServeEvent({ ...entry, bodyText: 'a=1&b=2' }), { request: { body: 'a=1&b=2' } })
})

t.test('a password is hidden, and so is what cannot be read and may hold one', async t => {
  t.match(toServeEvent({ ...entry, bodyText: '{"password":"x"}', body: { password: 'x' } }), { request: { body: '{"password":"[redacted]"}' } })
  for (const bodyText of ['{"password":"x', '{"p\\u0061ssword":"x']) t.match(toServeEvent({ ...entry, bodyText, bodyCut: 5 }), { request: { body: '[redacted]', bodyCut: 5 } })
})
