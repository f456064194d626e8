import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { stringify } from 'yaml'
import { jsonPieces } from '../../../src/seed/json-pieces.ts'
import { parseText } from '../../../src/seed/parse-text.ts'
import { readPlainYaml } from '../../../src/seed/plain-yaml.ts'
import { readJson } from '../../../src/seed/read-json-text.ts'
import { parseYaml } from '../../../src/seed/yaml.ts'
import { anyCharacter } from '../../any-character.ts'

/** The value by the full YAML parser. */
const whole = (text: string): unknown => parseYaml(text, { merge: true })

/** Each has a feature that quick parsers read differently, or not at all. */
const texts = [
  '', '# nothing', 'null', '~', '{}', '[]', '7', 'a: 1\n', '{"a": {"b": [1, {"c:d": ":"}]}}', '"a\\":b"',
  'a: 012\nb: 0o17\nc: 0x1F\nd: 1_000\ne: 0b11\nf: +3\ng: -0\nh: 12345678901234567890\n',
  'a: .5\nb: 5.\nc: 1e3\nd: -1.5E-2\ne: .inf\nf: -.INF\ng: .nan\nh: +.Inf\ni: 1.2.3\nj: "."\n',
  'a: yes\nb: on\nc: True\nd: TRUE\ne: tRUE\nf: Null\ng: nULL\nh: "true"\ni: \'1\'\nj:\n',
  'a: 2026-01-01\nb: 12:30:45\nc: 2026-01-01T00:00:00Z\n',
  '1: a\n1.50: b\n0x10: c\ntrue: d\n', '~: a\n', 'null: a\n', ': a\n', '{ : a }', '? a\n: b\n', 'a : b\n',
  'a: &x { b: 1 }\nc: { <<: *x, d: 2 }\n', '- &a 1\n- *a\n', 'a: { <<: { b: 1 } }\n', '{"<<": {"a": 1}}',
  '%YAML 1.1\n---\na: yes\nb: 012\n', '---\na: 1\n...\n', 'a: !!str 5\nb: !!int "5"\n',
  'a: |\n  one\n   two\n\nb: >-\n  one\n  two\n\n  three\nc: |+\n  x\n\nd: one\n  two\n', 'a: "x\\u00e9\\ud83d\\ude00\\x41\\\n  y"\nb: \'it\'\'s\'\n',
  'a: b#c\nb: c #d\nc: "&x *y <<"\nd: x & y\ne: 5 * 3\ng: what? yes\n', '{"a":1,}', '[1, 2,]', '{a, b: }', '__proto__: 1\n', '{"__proto__": {"a": 1}}',
  '{"a": 1e400, "b": -0, "c": "\\/\\u0041"}', '\ufeffa: 1\n', 'a: 1\r\nb: 2\r\n', 'a:\n- 1\n-\n  - 2\n- b: 3\n  c: 4\n'
]

t.test('a text says the same whichever parser reads it', async t => {
  for (const text of texts) t.strictSame(await parseText(text), whole(text), JSON.stringify(text))
})

const text = fc.oneof({ weight: 9, arbitrary: fc.string({ unit: anyCharacter }) }, { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString') })
const { value: jsonValue } = fc.letrec(tie => ({
  value: fc.oneof({ depthSize: 'small' }, fc.constant(null), fc.boolean(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), text, fc.array(tie('value')), fc.dictionary(text, tie('value')))
}))

t.test('what can be written is read the same, as YAML and as JSON', async () => {
  await fc.assert(fc.asyncProperty(jsonValue, fc.constantFrom(undefined, 20, 0), async (value, lineWidth) => {
    const yaml = stringify(value, lineWidth === undefined ? {} : { lineWidth })
    assert.deepEqual(await parseText(yaml), whole(yaml), yaml)
    assert.deepEqual(await parseText(JSON.stringify(value)), JSON.parse(JSON.stringify(value)))
  }), { numRuns: 200 })
})

t.test('plain YAML and JSON need no more than a plain parser', async t => {
  t.same(readJson('{"a": {"b": 1, "c": [{"b": ":"}]}}'), { a: { b: 1, c: [{ b: ':' }] } })
  t.same(readPlainYaml('jobs:\n- { id: a, plan: { running: forever } }\n- id: b # the other\n  inputs: { message: "5 * 3 & more" }\n'),
    { jobs: [{ id: 'a', plan: { running: 'forever' } }, { id: 'b', inputs: { message: '5 * 3 & more' } }] })
})

t.test('YAML is read as deep as its readers can', async t => {
  const [deepest, tooDeep] = [500, 501]
  const nestings: Readonly<Record<string, (levels: number) => string>> = {
    flow: levels => `${'['.repeat(levels)}${']'.repeat(levels)} # no JSON`,
    'flow with an anchor': levels => `${'[&a '.repeat(levels)}${']'.repeat(levels)}`,
    dashes: levels => `${'- '.repeat(levels - 1)}[]`,
    'dashes with an anchor': levels => `${'- '.repeat(levels - 1)}&a []`,
    lines: levels => Array.from({ length: levels }, (_, index) => `${' '.repeat(index)}a:`).join('\n'),
    'lines with an anchor': levels => Array.from({ length: levels }, (_, index) => `${' '.repeat(index)}a:`).join('\n') + ' &a 1'
  }
  for (const [name, nested] of Object.entries(nestings)) {
    await t.resolves(parseText(nested(deepest)), name)
    for (const levels of [tooDeep, 100_000].filter(levels => !name.startsWith('lines') || levels === tooDeep)) await t.rejects(parseText(nested(levels)), { message: 'The YAML is nested deeper than 500 arrays and objects within each other; expected at most that many.' }, `${name}, ${levels}`)
  }
})

t.test('what takes more than a plain reader may be limited, and does not take longer for many keys', async t => {
  const wide = `x: &x 1\n${Array.from({ length: 5000 }, (_, index) => `k${index}: 1`).join('\n')}`
  t.match(await parseText(wide), { k4999: 1 })
  await t.rejects(parseText(wide, 1000), { message: /^YAML of more than 1000 characters must be plain, and this is not/ })
  t.match(await parseText(wide.slice(8), 1000), { k4999: 1 })
  await t.rejects(parseText(`${wide}\nk7: 2`), { message: 'Map keys must be unique at line 5002, column 1: "k7" came twice.' })
  t.same(await parseText('a: &x k\n*x : 1'), { a: 'k', k: 1 })
})

t.test('a tag that means nothing is refused', async t => {
  for (const text of ['a: !!binary aGVsbG8=', 'a: !!js/function "x"', 'a: !own 1']) await t.rejects(parseText(text), { message: /^Unresolved tag: .* at line 1, column 4/ })
})

t.test('a member that is said twice is refused, in JSON too', async t => {
  for (const text of ['{"a": 1, "b": 2, "a": 3}', '[{"a": {"b": 1, "b": 1}}]', 'a: 1\na: 2\n', '{"a": 1, "\\u0061": 2}']) {
    await t.rejects(parseText(text), { message: /Map keys must be unique at line 1|Map keys must be unique/ }, text)
  }
})

t.test('what is neither YAML nor JSON is refused with its place', async t => {
  for (const text of ['a: [', '{"a": 1', 'a: b: c', '"a']) await t.rejects(parseText(text), { message: /at line 1, column/ }, text)
})

t.test('pieces of JSON are the same text as the whole', async t => {
  const long = Array.from({ length: 2500 }, (_, index) => ({ id: index }))
  for (const value of [{}, { a: 1 }, { a: [], b: undefined, c: [undefined, 1] }, { jobs: long, 'a"b': { c: null } }]) t.equal([...jsonPieces(value)].join(''), JSON.stringify(value))
})
