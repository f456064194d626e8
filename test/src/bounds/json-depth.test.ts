import t from 'tap'
import { findDeepPlace, JsonDepthError, parseJson } from '../../../src/bounds/json-depth.ts'

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

t.test('JSON is parsed as long as no part of it is nested too deeply', async t => {
  for (const [text, value] of [
    ['[[[]]]', [[[]]]],
    ['{"a":{"b":[1]},"c":{"d":[2]}}', { a: { b: [1] }, c: { d: [2] } }],
    ['["[[[[[[", "\\"[[[[", "\\\\", "{{{{"]', ['[[[[[[', '"[[[[', '\\', '{{{{']],
    ['"[[[[[[[["', '[[[[[[[['],
    ['7', 7]
  ] as const) t.same(parseJson(text, 3), value, text)
})

t.test('what is nested deeper is refused, however deep, and what is no JSON is left to the parser', async t => {
  for (const text of [nested(4), '{"a":{"b":[{}]}}', '["\\\\",[[[]]]]', '[[],[],[[[]]]]', nested(1_000_000), '['.repeat(1_000_000), '{"a":'.repeat(100_000)]) {
    t.throws(() => parseJson(text, 3), new JsonDepthError('The JSON', 3), text.slice(0, 30))
  }
  for (const text of ['[[', ']]]]]]]]]]', '"', '"\\']) t.throws(() => parseJson(text, 3), SyntaxError, text)
})

t.test('the place is found where a value is nested too deeply, or refers to itself', async t => {
  const cyclic: Record<string, unknown> = { a: { b: {} } }
  cyclic['c/d~'] = [cyclic]
  let shared: unknown[] = []
  for (let time = 0; time < 60; time++) shared = [shared, shared]
  for (const [value, most, place] of [
    [1, 1, undefined],
    [null, 1, undefined],
    [[[], 'x', { a: 1 }], 2, undefined],
    [[[], 'x', { a: [] }], 2, '/2/a'],
    [{ a: { b: [] } }, 2, '/a/b'],
    [[], 0, ''],
    [cyclic, 6, '/c~1d~0/0/c~1d~0/0/a/b'],
    [shared, 61, undefined],
    [JSON.parse(nested(5000)), 200, `${'/0'.repeat(30)}…`]
  ] as const) t.equal(findDeepPlace(value, most), place)
  t.equal(findDeepPlace(shared, 60), `${'/0'.repeat(30)}…`)
})
