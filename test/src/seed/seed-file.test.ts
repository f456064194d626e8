import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t, { type Test } from 'tap'
import { demonstrationSeed } from '../../../src/seed/demonstration-seed.ts'
import { validateSeed } from '../../../src/seed/validate-seed.ts'
import { loadSeed } from '../../../src/seed/load-seed.ts'
import { build } from '../../helper.ts'
import { SeedError } from '../../../src/world/seed-reader.ts'
import { readSeedFile } from '../../../src/seed/seed-file.ts'

/** The path of a seed file with this text. */
async function file (t: Test, text: string, name = 'seed.yaml'): Promise<string> {
  const path = join(t.testdir({}), name)
  await writeFile(path, text)
  return path
}

t.test('a seed file is YAML or JSON', async t => {
  const seed = { jobs: [{ id: 'a', plan: { running: 'forever' } }] }
  t.same(await readSeedFile(await file(t, '# one job\njobs:\n  - id: a\n    plan: { running: forever }\n')), seed)
  t.same(await readSeedFile(await file(t, JSON.stringify(seed), 'seed.json')), seed)
})

t.test('an empty seed file is an empty world', async t => {
  for (const text of ['', '# nothing yet\n', '{}', 'null']) t.same(await readSeedFile(await file(t, text)), {}, JSON.stringify(text))
})

t.test('the demonstration could be a seed file', async t => {
  t.same(await readSeedFile(await file(t, JSON.stringify(demonstrationSeed))), demonstrationSeed)
})

/** Invalid seeds with their messages: the path, what came, what was expected. */
const rows = [
  { seed: 7, faults: ['/: 7 came; expected object'] },
  { seed: [], faults: ['/: [] came; expected object'] },
  { seed: { job: [] }, faults: ['/: job is not a known member; did you mean jobs?'] },
  { seed: { jobs: {} }, faults: ['/jobs: {} came; expected array'] },
  { seed: { jobs: [{ age: -1 }] }, faults: ['/jobs/0/age: -1 came; expected >= 0'] },
  { seed: { jobs: [{}, { id: 5, age: '3' }] }, faults: ['/jobs/1/id: 5 came; expected string', '/jobs/1/age: "3" came; expected number'] },
  { seed: { jobs: [{ plan: { outcome: 'dismissed' } }] }, faults: ['/jobs/0/plan/outcome: "dismissed" came; expected one of successful, failed'] },
  { seed: { jobs: [{ plan: { progress: [50, 101] } }] }, faults: ['/jobs/0/plan/progress/1: 101 came; expected <= 100'] },
  { seed: { users: [{ name: 'a' }] }, faults: ['/users/0: expected a member token'] },
  { seed: { users: [{ name: 'a', token: 'two words' }] }, faults: ['/users/0/token: "two words" came; expected pattern "^[\\x21-\\x7e]+$"'] },
  { seed: { users: [{ name: 'a', token: 'x', projects: { 1: 'owner' } }] }, faults: ['/users/0/projects/1: "owner" came; expected one of view, edit, transfer, execute, full'] },
  { seed: { projects: [{ id: 0 }] }, faults: ['/projects/0/id: 0 came; expected >= 1'] },
  { seed: { users: [{ name: 'a', token: 'x' }, { name: 'b', token: 'y' }, { name: 'c', token: 'x' }] }, faults: ['/users/2/token: "x" came twice; expected each once'] },
  { seed: { projects: [{ id: 1 }, { id: 1 }] }, faults: ['/projects/1/id: 1 came twice; expected each once'] },
  { seed: { processes: [{ id: 'p' }, { id: 'p' }] }, faults: ['/processes/1/id: "p" came twice; expected each once'] },
  { seed: { jobs: [{}, { id: '\ud800' }] }, faults: ['/jobs/1/id: a text with half of a surrogate pair came; expected Unicode that is well formed'] },
  { seed: { processes: [{ id: 'p', outputs: { a: { schema: { type: 'string', contentMediaType: 'text/plain; charset=koi8-r' } } } }] }, faults: ['/processes/0/outputs/a/schema/contentMediaType: "text/plain; charset=koi8-r" came; expected a charset that can be written: utf-8, us-ascii, iso-8859-1, utf-16, utf-16le, utf-16be'] },
  { seed: { processes: [{ id: 'p', outputs: { a: { schema: { contentEncoding: 'rot13' } } } }] }, faults: ['/processes/0/outputs/a/schema: expected a schema that can be used; /contentEncoding: "rot13" came; expected one of binary, base64, base64url, base32, base16, quoted-printable, 7bit, 8bit, utf-8, us-ascii, iso-8859-1, utf-16, utf-16le, utf-16be'] },
  { seed: { processes: [{ id: 'p', outputs: { a: { schema: { contentMediaType: 'text/plain\r\nX: y' } }, b: { schema: { oneOf: [{ contentMediaType: 'text/html; charset=utf-8' }, { contentMediaType: 'html' }, {}] } } } }] }, faults: ['/processes/0/outputs/a/schema/contentMediaType: "text/plain\\r\\nX: y" came; expected a media type, such as text/html; charset=utf-8', '/processes/0/outputs/b/schema/contentMediaType: "html" came; expected a media type, such as text/html; charset=utf-8'] },
  { seed: { jobs: [{}, { id: 'a' }, {}, { id: 'a' }] }, faults: ['/jobs/3/id: "a" came twice; expected each once'] }
]

t.test('a wrong seed is told with the path of each fault, what came and what was expected', async t => {
  for (const { seed, faults } of rows) t.same(validateSeed(seed), faults, JSON.stringify(seed))
})

t.test('a time that is neither seconds nor for ever says both', async t => {
  const faults = validateSeed({ jobs: [{ plan: { running: 'long' } }] })
  t.same(faults, ['/jobs/0/plan/running: "long" came; expected number or one of forever'])
})

t.test('a schema of a process that cannot be used is told before anyone executes it', async t => {
  const [fault, ...rest] = validateSeed({ processes: [{ id: 'p' }, { id: 'q', inputs: { fine: { schema: {} }, odd: { schema: { type: 'strng' } } } }] })
  t.match(fault, /^\/processes\/1\/inputs\/odd\/schema: expected a schema that can be used; ./)
  t.same(rest, [])
})

t.test('a right seed has no fault', async t => {
  t.same(validateSeed(demonstrationSeed), [])
  t.same(validateSeed({}), [])
})

t.test('a file that cannot be used says which, and all that is wrong with it', async t => {
  const wrong = await file(t, 'jobs: [{ age: old }]\nprojects: [{}]\n')
  await t.rejects(readSeedFile(wrong), new SeedError([
    `The seed file ${wrong} is wrong:`,
    '  line 2, column 12: /projects/0: expected a member id',
    '  line 1, column 10: /jobs/0/age: "old" came; expected number'
  ].join('\n')))
})

t.test('a file that is not there, or is no YAML, says so', async t => {
  const nowhere = join(t.testdir({}), 'nowhere.yaml')
  await t.rejects(readSeedFile(nowhere), { message: `The seed file ${nowhere} cannot be read: ENOENT` })
  const odd = await file(t, 'jobs: [')
  await t.rejects(readSeedFile(odd), { message: new RegExp(`The seed file ${odd} is neither YAML nor JSON: `) })
})

t.test('a merge key of YAML merges', async t => {
  const file = join(t.testdir({ 'seed.yaml': 'jobs:\n  - &first { process: hold, age: 5 }\n  - { <<: *first, age: 7 }\n' }), 'seed.yaml')
  t.same(await readSeedFile(file), { jobs: [{ process: 'hold', age: 5 }, { process: 'hold', age: 7 }] })
})

t.test('a file that is too long, or too deep for its reader, says so', async t => {
  const path = join(t.testdir({ 'long.yaml': 'jobs: []', 'deep.yaml': '['.repeat(100_000) }))
  await t.rejects(readSeedFile(join(path, 'long.yaml'), 200, 5), { message: /has 8 characters; expected at most 5/ })
  await t.rejects(readSeedFile(join(path, 'deep.yaml')), { name: 'Error', message: /nested too deeply|nested deeper/ })
})

t.test('a program reads a seed file by its path or its URL, changes it, and makes a double of it; or leaves the reading to the double', async t => {
  const folder = t.testdir({
    'seed.yaml': '$schema: ./seed.schema.json\njobs:\n  - { id: a, process: hold }\n',
    'other.yaml': 'jobs: [{ id: other }]',
    'wrong.yaml': 'jobs:\n  - { proces: hold }\n'
  })
  const [path, other, wrong] = ['seed', 'other', 'wrong'].map(name => join(folder, `${name}.yaml`)) as [string, string, string]
  const seed = await loadSeed(pathToFileURL(path))
  t.same(seed, await loadSeed(path))
  const changed = await build(t, { seed: { ...seed, jobs: [...seed.jobs ?? [], { id: 'b', process: 'hold' }] } })
  t.same(changed.jobs.list().map(({ id }) => id), ['a', 'b'])
  const double = await build(t, { seed: path })
  t.same(double.jobs.list().map(({ id }) => id), ['a'])
  await double.reset(other)
  t.same(double.jobs.list().map(({ id }) => id), ['other'])
  await double.reset(pathToFileURL(path))
  t.same(double.jobs.list().map(({ id }) => id), ['a'])
  const refusal = { name: 'SeedError', message: `The seed file ${wrong} is wrong:\n  line 2, column 7: /jobs/0: proces is not a known member; did you mean process?` }
  await t.rejects(double.reset(wrong), refusal)
  await t.rejects(build(t, { seed: wrong }), refusal)
  await t.rejects(loadSeed(wrong), refusal)
  t.same(double.jobs.list().map(({ id }) => id), ['a'], 'nothing has changed')
})
