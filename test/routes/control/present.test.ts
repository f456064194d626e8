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

for (const [what, responseBody, shown] of bodies) {
  t.test(`an answer of ${what} is shown as ${shown ?? 'no body'}`, async t => {
    t.match(toServeEvent({ ...entry, responseBody }), { response: { status: 200, body: shown } })
  })
}

t.test('a body without a password is shown as it came', async t => {
  for (const body of [{ a: 1 }, ['password'], 'password', 5, null]) t.match(toServeEvent({ ...entry, body }), { request: { body: JSON.stringify(body) } })
})
