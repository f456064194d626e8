import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import t from 'tap'
import type { Answer } from '../../../../src/seed/import/http-source.ts'
import { readFiles } from '../../../../src/seed/import/read-files.ts'
import { writeSeed } from '../../../../src/seed/import/write-seed.ts'
import { validateSeed } from '../../../../src/seed/validate-seed.ts'
import { parseYaml } from '../../../../src/seed/yaml.ts'

const from = 'http://server.example/processes/a'
const base = { id: 'a', title: 'A', version: '1.0', inputs: { x: { schema: { type: 'number' } } }, outputs: { y: { schema: {} } } }

/** The process and the comments that a description becomes. */
async function imported (descriptions: object[], results: Record<string, Partial<Answer>> = {}, remarks: string[] = []) {
  const answers = new Map(Object.entries(results).map(([id, answer]) => [id, { url: `${from}/results`, type: 'application/json', body: Buffer.from(''), ...answer }]))
  const { text, ...counts } = await writeSeed({ descriptions: descriptions.map(description => ({ description: description as Record<string, unknown>, from })), results: answers, remarks }, ['A heading.'])
  const seed = parseYaml(text)
  t.same(validateSeed(seed), [])
  return { processes: seed.processes, comments: text.split('\n').filter(line => /^ *#/.test(line)).map(line => line.trim().slice(2)), counts }
}

const takenOver: [what: string, description: object, process: object, comment?: RegExp][] = [
  ['all that it says', { ...base, 'x-own': ['yes', '1.0', null, 'a: b # c', '2026-01-01', '\n'] }, { 'x-own': ['yes', '1.0', null, 'a: b # c', '2026-01-01', '\n'] }],
  ['links to elsewhere, from where they stood', { ...base, links: [{ rel: 'self', href: from }, { rel: 'about', href: '../about' }, { rel: 'up', href: 'https://x.example' }, 'text'] }, { links: [{ rel: 'about', href: 'http://server.example/about' }, { rel: 'up', href: 'https://x.example' }] }],
  ['but a member that means something else to a seed', { ...base, plan: { a: 1 } }, { plan: undefined }, /^plan is left out: it has another meaning in a seed\. It was {"a":1}\.$/],
  ['but a schema that cannot be used', { ...base, inputs: { x: { schema: { $ref: 'http://x.example/schema.yaml' } } } }, { inputs: { x: { schema: {} } } }, /^inputs\/x\/schema: .*; any value is accepted\. It was {"\$ref":"http:\/\/x\.example\/schema\.yaml"}\.$/],
  ['but an input without a schema', { ...base, inputs: { x: { title: 'X' } } }, { inputs: { x: { title: 'X', schema: {} } } }, /^inputs\/x has no schema; any value is accepted\.$/],
  ['but a mode that is none', { ...base, jobControlOptions: ['async-execute', 'deploy'] }, { jobControlOptions: ['async-execute'] }, /^jobControlOptions\/1: .*; it is left out\. It was "deploy"\.$/],
  ['but modes of which none is left', { ...base, jobControlOptions: ['deploy'] }, { jobControlOptions: undefined }, /^jobControlOptions\/0: /],
  ['but inputs that are a list', { ...base, inputs: [{ id: 'x' }] }, { inputs: undefined }, /^inputs: .*; it is left out/],
  ['but a title in several languages', { ...base, title: { en: 'A', long: 'x'.repeat(3000) } }, { title: undefined }, /^title: .*It was {"en":"A","long":"x+…\.$/],
  ['and takes the place of a process of the double', { ...base, id: 'echo' }, { id: 'echo', replace: true }],
  ['and changes one of the double that has the same inputs and outputs', { ...base, id: 'hold', inputs: { progress: { schema: { type: 'integer' } } }, outputs: { message: { schema: {} } } }, { id: 'hold', replace: undefined }]
]

for (const [what, description, process, comment] of takenOver) {
  t.test(`a description is taken over: ${what}`, async t => {
    const { processes: [found], comments } = await imported([description])
    for (const [name, value] of Object.entries(process)) t.same(found[name], value, name)
    if (comment === undefined) t.same(comments, ['A heading.'])
    else t.match(comments[1], comment)
  })
}

t.test('what nothing can be made of is a comment at the top, and so is what comes twice', async t => {
  const { processes, comments, counts } = await imported([{ ...base, id: '' }, { ...base, id: 1 }, base, base], {}, ['A remark\nof two lines.', 'A remark\nof two lines.'])
  t.same(processes.map(({ id }: { id: string }) => id), ['a'])
  t.match(comments, ['A heading.', 'A remark of two lines.', /^: It is left out: id: /, /^1: It is left out: id: /, /^a: It came twice; the first one is used\.$/])
  t.match(counts, { processes: 1, remarks: 4 })
  t.match((await imported([{ inputs: {} }, { ...base, inputs: { 'x: y': { minOccurs: -1, schema: {} } } }])).comments.slice(1), [/^undefined: It is left out: .*id/, /^a: It is left out: inputs\/x: y/])
  const many = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`x${index}`, { minOccurs: -1, schema: {} }]))
  t.match((await imported([{ ...base, inputs: many }])).comments.at(-1), /^a: It is left out: more than 200 places of it cannot be taken over\.$/)
})

const two = { ...base, outputs: { y: { schema: {} }, z: { schema: {} } } }
const results: [what: string, description: object, answer: Partial<Answer>, results: object | undefined, comment?: RegExp][] = [
  ['a document', two, { body: Buffer.from('{"y":1,"z":{"value":[2],"mediaType":"application/json"}}') }, { y: 1, z: [2] }],
  ['the one output, raw', base, { body: Buffer.from('{"value":1,"id":"y"}') }, { y: { value: 1, id: 'y' } }],
  ['text', base, { type: 'text/plain', body: Buffer.from('größer') }, { y: 'größer' }],
  ['a link', base, { body: Buffer.from('{"y":{"href":"http://server.example/y","type":"image/png"}}') }, { y: { href: 'http://server.example/y', type: 'image/png' } }, /^results\/y is a link to the server/],
  ['bytes', base, { type: 'image/png', body: Buffer.from([1, 2]) }, undefined, /^Its results \(.*\) are 2 bytes of image\/png; to serve them, put them into a file beside the seed\.$/],
  ['no media type', base, { type: '', body: Buffer.from('x') }, undefined, /1 bytes of no media type/],
  ['JSON that is none', base, { body: Buffer.from('{') }, undefined, /1 bytes of application\/json/],
  ['names that are none', two, { body: Buffer.from('{"a":1}') }, undefined, /not have the names of its outputs \(y, z\); they cannot be assigned/],
  ['nothing that is described', { ...base, outputs: undefined }, { body: Buffer.from('{}') }, undefined, /it has none/]
]

for (const [what, description, answer, expected, comment] of results) {
  t.test(`results are taken over: ${what}`, async t => {
    const { processes: [{ results }], comments } = await imported([description], { a: answer })
    t.same(results, expected)
    if (comment !== undefined) t.match(comments[1], comment)
  })
}

t.test('files hold one description, or several', async t => {
  const folder = t.testdir({ 'one.json': JSON.stringify(base), 'list.yaml': `- ${JSON.stringify(base)}\n- no description\n`, 'seed.yaml': `processes:\n  - ${JSON.stringify(base)}\n  - { id: named }\n`, 'none.yaml': 'a: 1', 'bad.yaml': '{' })
  const file = (name: string) => join(folder, name)
  t.same((await readFiles(['one.json', 'list.yaml', 'seed.yaml'].map(file), 10_000)).descriptions.map(({ description }) => description['id']), ['a', 'a', 'a'])
  await t.rejects(readFiles([file('none.yaml')], 1000), { message: /none\.yaml has no description of a process/ })
  await t.rejects(readFiles([file('bad.yaml')], 1000), { message: /bad\.yaml is neither YAML nor JSON/ })
  await t.rejects(readFiles([file('missing')], 1000), { message: /missing cannot be read/ })
  writeFileSync(file('large.json'), ' '.repeat(1001))
  await t.rejects(readFiles([file('large.json')], 1000), { message: /The files have more than 1000 bytes.*--max-bytes/ })
})
