import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { learn } from '../../../../src/check/learn.ts'
import { UsageError } from '../../../../src/check/options.ts'
import { check } from '../../../../src/commands/check.ts'
import { importSeed } from '../../../../src/commands/import-seed.ts'
import { createDouble } from '../../../../src/create-double.ts'
import { choosePersona } from '../../../../src/personas/choose-persona.ts'
import { findPublished } from '../../../../src/personas/published.ts'
import { readPersonaFile } from '../../../../src/personas/read-persona.ts'
import { writePersona } from '../../../../src/personas/write-persona.ts'
import { defaultImportLimits } from '../../../../src/seed/import/http-source.ts'

const seed = { processes: [{ id: 'queue', inputs: {}, outputs: {}, plan: { accepted: 600 } }] }
const settings = { settle: 1, timeout: 10, races: 3 }
const silent = { write: () => true }

/** Whether the callback arrives in time depends on the machine. */
const withoutCallback = (checks: readonly string[]): string[] => checks.filter(id => id !== 'callback/not-after-dismissal').sort()

t.test('check --write-persona writes a file that a double takes; of a double with a persona it is that persona', async t => {
  const file = join(t.testdir({}), 'Our Server.yaml')
  const double = await createDouble({ port: 0, seed, persona: 'pygeoapi' })
  t.teardown(() => double.close())
  await check(double.url, settings, { persona: file }, { stdout: silent, stderr: silent })
  t.equal(process.exitCode, 1)
  process.exitCode = undefined
  t.equal((await choosePersona(file)).persona, 'our-server')
  const [learned, published] = [await readPersonaFile(file), findPublished('pygeoapi')!]
  t.same(learned.dismissal?.any?.body, published.dismissal?.any?.body)
  t.match(learned, {
    based_on: { ogc: '1.0', dismiss: 'remove' },
    media_type: 'application/json',
    headers: { 'x-powered-by': 'pygeoapi 0.21.0' },
    link_header: false,
    times: { digits: 6, zone: 'Z', separator: 'T' },
    dismissal: { any: { media_type: 'text/html; charset=utf-8', headers: { 'x-powered-by': null } } },
    negotiation: { accept: 'exact', results: 'html' },
    job_list: { order: 'oldest-page-reversed', limit: 20, filters: [] },
    execution: { async: { body: null }, sync: { headers: { Location: '{job}' }, keeps_job: true } },
    trailing_slash: 'same'
  })
  t.same(withoutCallback(learned.check_fails!), withoutCallback(published.check_fails!))
  t.same([...learned.conformance!].sort(), [...published.conformance!].sort())
})

t.test('import --persona writes a persona and a seed whose jobs run as they were seen to', async t => {
  const folder = t.testdir({})
  const [persona, output] = ['theirs.yaml', 'seed.yaml'].map(name => join(folder, name)) as [string, string]
  const double = await createDouble({ port: 0, seed })
  t.teardown(() => double.close())
  t.capture(process.stderr, 'write', () => true)
  await importSeed({ sources: [double.url], headers: {}, results: false, output, persona, limits: defaultImportLimits }, settings)
  t.equal(process.exitCode, undefined)
  t.equal((await choosePersona(persona)).persona, 'theirs')
  t.match(readFileSync(output, 'utf8'), /cases:\n +- when:\n(.*\n)*? +plan:\n +running: \d/)
})

t.test('a persona is of a server of OGC API – Processes, and learned from all checks', async t => {
  await t.rejects(learn('http://h.example', { only: ['job'] }), new UsageError('A persona is learned from all checks; expected --write-persona without --only.'))
  await t.rejects(learn('http://h.example', { api: 'tator', project: 1, algorithm: 'a', token: 'b' }), /expected --write-persona without --api tator/)
  await t.rejects(learn('h.example'), new UsageError('The address is "h.example"; expected one that begins with http:// or https://.'))
})

t.test('what was not seen is a comment, and a file without a name that can be chosen gets one', async t => {
  const persona = { title: 'A', version: '1', sources: [{ evidence: 'run' as const, where: 'here' }] }
  t.match(await writePersona(persona, ['How\nit ends.'], '/a/none.yaml'), /^# Not observed on this server; here with the defaults of the double:\n# - How it ends\.\n\nname: learned\n/)
  t.match(await writePersona(persona, [], '_.yaml'), /^name: learned\n/)
})
