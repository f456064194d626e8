import t from 'tap'
import { findIllFormed, illFormedText } from '../../../src/inputs/ill-formed-text.ts'

const lone = '\ud800'

const values = [
  { value: lone, pointer: '' },
  { value: 'x\udc00', pointer: '' },
  { value: '\ude00\ud83d', pointer: '' },
  { value: { a: { b: ['x', { c: lone }] } }, pointer: '/a/b/1/c' },
  { value: { 'a/b~c': lone }, pointer: '/a~1b~0c' },
  { value: { [lone]: 1 }, pointer: `/${lone}` },
  ...['', '😀', '\u0000\r\n\ufffe\uffff', 5, null, undefined, true, {}, [], { a: ['😀'], b: null }].map(value => ({ value, pointer: undefined }))
]

t.test('half of a surrogate pair is found wherever it is, and nothing else', async t => {
  for (const { value, pointer } of values) t.equal(findIllFormed(value), pointer, JSON.stringify(value))
})

t.test('however deep it is', async t => {
  let value: unknown = lone
  for (let depth = 0; depth < 100_000; depth++) value = [value]
  t.equal(findIllFormed(value)?.length, 200_000)
})

t.test('the sentence about it is well formed itself', async t => {
  t.equal(illFormedText(''), '/: a text with half of a surrogate pair came; expected Unicode that is well formed')
  t.match(illFormedText(`/${lone}`), /^\/\\ud800: /)
})
