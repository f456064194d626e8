import t from 'tap'
import { validateSeed } from '../../../src/seed/validate-seed.ts'

const inputs = { scene: { schema: { type: 'string' } }, bands: { maxOccurs: 'unbounded' as const, schema: { type: 'integer' } }, place: { schema: { type: 'object' } } }
const outputs = { count: { schema: { type: 'integer' } } }
const withCase = (one: object) => ({ processes: [{ id: 'p', inputs, outputs, cases: [{}, one] }] })
const at = '/processes/0/cases/1'

t.test('what a case may be is nothing wrong', async t => {
  for (const one of [
    {}, { when: {} }, { when: { scene: 'a', bands: [1, 2], place: { any: 'thing' } } }, { when: { bands: 1 } }, { when: { matchesJsonSchema: { required: ['scene'] } } },
    { results: { count: 1 }, plan: { running: 5 } }, { failure: { detail: 'No.', status: 599 }, plan: { outcome: 'failed' } }, { sequence: [{ failure: {}, times: 2 }, { results: {} }, {}] }
  ]) t.same(validateSeed(withCase(one)), [], JSON.stringify(one))
  t.same(validateSeed({ components: { schemas: { name: { type: 'string' } } }, processes: [{ id: 'p', outputs: { a: { schema: { $ref: '#/components/schemas/name' } } } }] }), [])
})

t.test('what a case cannot be is told with its path', async t => {
  const rows: [object, string | RegExp][] = [
    [withCase({ when: { scnee: 'a' } }), `${at}/when: scnee is not an input of the process; there are: scene, bands, place; did you mean scene?`],
    [{ processes: [{ id: 'p', cases: [{ when: { a: 1 } }] }] }, '/processes/0/cases/0/when: a is not an input of the process; there are: none'],
    [withCase({ when: { scene: 7 } }), `${at}/when/scene: 7 came; expected string`],
    [withCase({ when: { bands: [1, 'b'] } }), `${at}/when/bands: "b" came; expected integer`],
    [withCase({ when: { matchesJsonSchema: 7 } }), `${at}/when/matchesJsonSchema: 7 came; expected object`],
    [withCase({ when: { matchesJsonSchema: { type: 'strng' } } }), new RegExp(`^${at}/when/matchesJsonSchema: expected a schema that can be used; `)],
    [withCase({ when: { matchesJsonSchema: {}, scene: 'a' } }), `${at}/when: scene came beside matchesJsonSchema; expected either inputs or a schema for all of them`],
    [withCase({ results: {}, failure: {} }), `${at}: results and a failure came; expected one of them`],
    [withCase({ results: {}, plan: { outcome: 'failed' } }), `${at}/plan/outcome: "failed" came; expected successful, since there are results`],
    [withCase({ failure: {}, plan: { outcome: 'successful' } }), `${at}/plan/outcome: "successful" came; expected failed, since there is a failure`],
    [withCase({ results: {}, sequence: [{}] }), `${at}: results came beside a sequence; expected all of it in the sequence`],
    [withCase({ sequence: [{}, { results: { count: 'b' } }] }), `${at}/sequence/1/results/count: "b" came; expected integer`],
    [withCase({ plan: { results: { count: 'b' } } }), `${at}/plan/results/count: "b" came; expected integer`],
    [withCase({ sequence: [] }), /\/sequence: \[\] came; expected/],
    [withCase({ sequence: [{ times: 0 }] }), /\/sequence\/0\/times: 0 came; expected >= 1/],
    [{ processes: [{ id: 'p', outputs, results: { count: 'b', cuont: 1 } }] }, '/processes/0/results/count: "b" came; expected integer'],
    [{ processes: [{ id: 'echo', results: { mesage: 'b' } }] }, /^\/processes\/0\/results: mesage is not an output of the process echo; .*; did you mean message\?$/],
    [{ processes: [{ id: 'p', outputs: { odd: { schema: { type: 'strng' } } } }] }, /^\/processes\/0\/outputs\/odd\/schema: expected a schema that can be used; /],
    [{ processes: [{ id: 'p', outputs: { code: { schema: { type: 'string', pattern: '^[a-f]{40}$' } } } }] }, '/processes/0/outputs/code/schema: no value could be made that is valid by it; expected one in /results/code of the process'],
    [{ processes: [{ id: 'p', outputs: { file: { schema: {} } }, results: { file: { $file: 'package.json', type: 'text/plain' } } }] }, /^\/processes\/0\/results\/file\/\$file: "package.json" came; expected a result without a file/],
    [{ projects: [{ id: 1, algorithms: [{ name: 'a', cases: [{ results: { x: 1 } }] }] }] }, /^\/projects\/0\/algorithms\/0\/cases\/0: results is not a known member/],
    [{ projects: [{ id: 1, algorithms: [{ name: 'a', cases: [{ when: { matchesJsonSchema: { type: 7 } } }] }] }] }, /^\/projects\/0\/algorithms\/0\/cases\/0\/when\/matchesJsonSchema: /]
  ]
  for (const [seed, sentence] of rows) {
    const [problem] = validateSeed(seed)
    if (typeof sentence === 'string') t.equal(problem, sentence)
    else t.match(problem, sentence)
  }
})
