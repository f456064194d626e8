import t from 'tap'
import { errorSentence, excerpt } from '../../../src/inputs/validation-error.ts'

t.test('an error says which input, what came and what was expected', async t => {
  t.equal(errorSentence({ name: 'pause', received: '-1', expected: '>= 0' }), '"pause": -1 came; expected >= 0')
})

t.test('what came is shown as JSON, and not at any length', async t => {
  for (const [value, text] of [
    [undefined, 'nothing'],
    [null, 'null'],
    ['a "word"', '"a \\"word\\""'],
    [{ a: [1] }, '{"a":[1]}'],
    ['a'.repeat(78), `"${'a'.repeat(78)}"`],
    ['a'.repeat(79), `"${'a'.repeat(79)}…`]
  ]) t.equal(excerpt(value), text)
})

t.test('what is no JSON is shown all the same', async t => {
  const cycle: { self?: object } = {}
  cycle.self = cycle
  for (const [value, text] of [[NaN, 'NaN'], [-Infinity, '-Infinity'], [1n, '1'], [true, 'true'], [() => 5, '() => 5'], [cycle, '<ref *1> { self: [Circular *1] }'], [{ a: 1n }, '{ a: 1n }']]) t.equal(excerpt(value), text)
})
