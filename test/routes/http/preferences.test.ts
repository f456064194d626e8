import t from 'tap'
import fc from 'fast-check'
import { preferencesOf } from '../../../routes/http/preferences.ts'

const rows: [header: string | string[] | undefined, preferences: Record<string, string>][] = [
  [undefined, {}],
  ['', {}],
  [' , ,', {}],
  ['respond-async', { 'respond-async': '' }],
  ['respond-async ', { 'respond-async': '' }],
  ['Respond-Async', { 'respond-async': '' }],
  ['respond-sync', { 'respond-sync': '' }],
  ['wait=10', { wait: '10' }],
  ['wait = 10', { wait: '10' }],
  ['wait="10"', { wait: '10' }],
  ['wait=', { wait: '' }],
  ['wait', { wait: '' }],
  ['respond-async, wait=10', { 'respond-async': '', wait: '10' }],
  ['respond-async,wait=10', { 'respond-async': '', wait: '10' }],
  ['wait=10, wait=20', { wait: '10' }],
  [['respond-async', 'wait=5'], { 'respond-async': '', wait: '5' }],
  ['return=minimal; foo="some, respond-async", wait=3', { return: 'minimal', wait: '3' }],
  ['foo="a, respond-async"', { foo: 'a, respond-async' }],
  ['foo="a \\" b", wait=1', { foo: 'a \\" b', wait: '1' }],
  ['handling=lenient;respond-async', { handling: 'lenient' }]
]

t.test('the preferences of a request are read as RFC 7240 writes them', async t => {
  for (const [header, preferences] of rows) t.same(Object.fromEntries(preferencesOf(header)), preferences, JSON.stringify(header))
})

t.test('whatever a client sends is read, and names are small letters without blanks', async () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'aW=1";, \\\t') }), header => {
    for (const name of preferencesOf(header).keys()) {
      if (name !== name.toLowerCase() || /[\s,;="]/.test(name)) throw new Error(`"${name}" of "${header}"`)
    }
  }), { numRuns: 500 })
})
