import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { Persona } from '../../../../schemas/persona.ts'
import { learn } from '../../../../src/check/learn.ts'
import { UsageError } from '../../../../src/check/options.ts'
import { check } from '../../../../src/commands/check.ts'
import { importSeed } from '../../../../src/commands/import-seed.ts'
import { createDouble } from '../../../../src/create-double.ts'
import { choosePersona } from '../../../../src/personas/choose-persona.ts'
import { personaProblems } from '../../../../src/personas/persona-problems.ts'
import { findPublished } from '../../../../src/personas/published.ts'
import { writePersona } from '../../../../src/personas/write-persona.ts'
import { defaultImportLimits } from '../../../../src/seed/import/http-source.ts'

const seed = { processes: [{ id: 'queue', inputs: {}, outputs: {}, plan: { accepted: 600, running: 1 } }] }
const settings = { settle: 1, timeout: 10, races: 3 }

/** What is learned from a double that has this persona. */
async function learnedFrom (persona: string): Promise<Persona> {
  const double = await createDouble({ port: 0, seed, persona })
  try {
    const { learned } = await learn(double.url, { ...settings, settle: 3 })
    return { name: 'ours', ...learned.persona }
  } finally {
    await double.close()
  }
}

/** They wait for the most part, and begin together. GeoServer forgets a job after two seconds, and MAAP dismisses one then. */
const learning = Promise.all([learnedFrom('pygeoapi'), learnedFrom('maap'), learnedFrom('geoserver')])

t.test('check --write-persona and import --persona write a file that a double takes', async t => {
  const folder = t.testdir({})
  const [ours, theirs, imported] = ['Our Server.yaml', 'theirs.yaml', 'seed.yaml'].map(name => join(folder, name)) as [string, string, string]
  const double = await createDouble({ port: 0, seed: { processes: [{ id: 'queue', inputs: {}, outputs: {}, plan: { accepted: 600 } }] } })
  t.teardown(() => double.close())
  const silent = { write: () => true }
  t.capture(process.stderr, 'write', () => true)
  await Promise.all([
    check(double.url, settings, { persona: ours }, { stdout: silent, stderr: silent }),
    importSeed({ sources: [double.url], headers: {}, results: false, output: imported, persona: theirs, limits: defaultImportLimits })
  ])
  t.equal((await choosePersona(ours)).persona, 'our-server')
  t.equal((await choosePersona(theirs)).persona, 'theirs')
  t.match(readFileSync(imported, 'utf8'), /cases:\n +- when:\n(.*\n)*? +plan:\n +running: \d/)
  await importSeed({ sources: ['a.json'], headers: {}, results: false, persona: ours, limits: defaultImportLimits })
  t.equal(process.exitCode, 2)
  await importSeed({ sources: [`${double.url}/processes/echo`], headers: {}, results: false, persona: ours, limits: defaultImportLimits })
  t.equal(process.exitCode, 2)
  process.exitCode = undefined
})

t.test('what is learned from a double with a persona is that persona, as far as it can be seen', async t => {
  const [pygeoapi, maap, geoserver] = await learning
  const published = findPublished('pygeoapi')!
  for (const persona of [pygeoapi, maap, geoserver]) t.same(personaProblems(persona), [], persona.title)
  t.same(pygeoapi.dismissal?.any?.body, published.dismissal?.any?.body)
  t.match(pygeoapi, {
    based_on: { ogc: '1.0', dismiss: 'remove' },
    media_type: 'application/json',
    headers: { 'x-powered-by': 'pygeoapi 0.21.0' },
    link_header: false,
    times: { digits: 6, zone: 'Z', separator: 'T' },
    dismissal: { any: { work_goes_on: true, media_type: 'text/html; charset=utf-8', headers: { 'x-powered-by': null } } },
    negotiation: { accept: 'exact', results: 'html' },
    job_list: { order: 'oldest-page-reversed', limit: 20, filters: [] },
    execution: { async: { body: null }, sync: { headers: { Location: '{job}' }, keeps_job: true } },
    trailing_slash: 'same'
  })
  t.same([...pygeoapi.check_fails!].sort(), [...published.check_fails!].sort())
  t.same([...pygeoapi.conformance!].sort(), [...published.conformance!].sort())
  t.match(maap, { based_on: { dismiss: 'refuse' }, times: { zone: 'none' }, execution: { mode: 'async' }, dismissal: { any: { body: { detail: 'Job {id} was submitted for cancellation.' } } } })
  t.ok(maap.errors?.cases?.some(({ problem: [name], status }) => name === 'not-dismissible' && status === 400))
  t.equal(geoserver.job_list?.absent, true)
  t.match(geoserver.dismissal?.running, { forgotten_after: Number })
})

t.test('a persona is of a server of OGC API – Processes, and learned from all checks', async t => {
  await t.rejects(learn('http://h.example', { only: ['job'] }), new UsageError('A persona is learned from all checks; expected no --only with --write-persona.'))
  await t.rejects(learn('http://h.example', { api: 'tator', project: 1, algorithm: 'a', token: 'b' }), /expected no --api tator/)
  await t.rejects(learn('h.example'), new UsageError('The address is "h.example"; expected one that begins with http:// or https://.'))
})

t.test('what was not seen is a comment, and a file without a name that can be chosen gets one', async t => {
  const persona = { title: 'A', version: '1', sources: [{ evidence: 'run' as const, where: 'here' }] }
  t.match(await writePersona(persona, ['How\nit ends.'], '/a/none.yaml'), /^# What was not seen of this server, and is here as the double has it:\n# - How it ends\.\n\nname: learned\n/)
  t.match(await writePersona(persona, [], '_.yaml'), /^name: learned\n/)
})
