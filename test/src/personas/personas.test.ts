import { readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import type { Persona } from '../../../schemas/persona.ts'
import { ogcChecks } from '../../../src/check/ogc/check-ogc.ts'
import { dismissalTables } from '../../../src/jobs/dismissal.ts'
import { choosePersona } from '../../../src/personas/choose-persona.ts'
import { dismissalTableOf } from '../../../src/personas/dismissal-table.ts'
import { personaProblems } from '../../../src/personas/persona-problems.ts'
import { createPersonas } from '../../../src/personas/personas.ts'
import { publishedPersonas } from '../../../src/personas/published.ts'
import { createTemplate } from '../../../src/personas/template.ts'

const files = readdirSync('src/personas').filter(name => name.endsWith('.yaml')).map(name => name.replace('.yaml', ''))

const minimal: Persona = { name: 'ours', title: 'Ours', version: '1', sources: [{ evidence: 'run', where: 'here' }] }

t.test('every published persona is in order, under the name of its file, and names checks that there are', async t => {
  t.same(publishedPersonas().map(({ name }) => name).sort(), files.sort())
  t.ok(files.length >= 12)
  const ids = ogcChecks.map(({ id }) => id)
  for (const persona of publishedPersonas()) {
    t.same(personaProblems(persona), [], persona.name)
    t.same(persona.check_fails?.filter(id => !ids.includes(id)), [], persona.name)
    t.ok((persona.not_imitated ?? []).length > 0, `${persona.name} says what it does not imitate`)
  }
})

t.test('a variant has what is not its own from the persona that it is a variant of', async t => {
  const [flask, starlette, zoo, dru] = ['pygeoapi', 'pygeoapi-starlette', 'zoo', 'zoo-dru'].map(name => createPersonas().get(name)!)
  t.same(starlette!.status_info, flask!.status_info)
  t.equal(starlette!.dismissal?.any?.status, 500)
  t.match(dru!.dismissal?.any?.body, { ...zoo!.dismissal?.any?.body as object, processID: '{process}' })
})

const wrong: readonly { persona: unknown, problem: RegExp }[] = [
  { persona: {}, problem: /^\/: expected a member name$/ },
  { persona: { ...minimal, name: 'none' }, problem: /^\/name: "none" came; expected/ },
  { persona: { ...minimal, statusinfo: {} }, problem: /^\/: statusinfo is not a known member; did you mean status_info\?$/ },
  { persona: { ...minimal, times: { zone: 'CET' } }, problem: /^\/times\/zone: "CET" came; expected one of Z, \+00:00, none$/ },
  { persona: { ...minimal, status_info: { body: { a: ['{progres}'] } } }, problem: /^\/status_info\/body\/a\/0: the placeholder \{progres\} came; expected one of id, .*; did you mean progress\?$/ },
  { persona: { ...minimal, dismissal: { running: { effect: 'vanish' } } }, problem: /^\/dismissal\/running\/effect: "vanish" came; expected one of dismiss, remove, refuse, none$/ },
  { persona: { ...minimal, errors: { cases: [{ problem: [], status: 404 }] } }, problem: /^\/errors\/cases\/0\/problem: / },
  { persona: { ...minimal, errors: { body: { 'a/b': '{nobody}' } } }, problem: /^\/errors\/body\/a~1b: the placeholder \{nobody\} came/ },
  { persona: { ...minimal, variant_of: 'pygeoapy' }, problem: /^\/variant_of: pygeoapy came; expected one of .*; did you mean pygeoapi\?$/ },
  { persona: { ...minimal, status_info: { body: { a: JSON.parse('['.repeat(60) + ']'.repeat(60)) } } }, problem: /nested deeper than 50/ }
]

for (const { persona, problem } of wrong) {
  t.test(`a persona is refused by ${problem.source}`, async t => {
    const problems = personaProblems(persona)
    t.ok(problems.some(sentence => problem.test(sentence)), problems.join('\n'))
  })
}

t.test('a file of one\'s own is read as it is, or refused with line and path', async t => {
  const folder = t.testdir({})
  const file = join(folder, 'ours.yaml')
  const write = async (text: string) => { await writeFile(file, text); return choosePersona(file) }
  const { persona, personas } = await write('name: ours\ntitle: Ours\nversion: "1"\nvariant_of: pygeoapi\nsources: [{ evidence: run, where: here }]\nmedia_type: application/problem+json\n')
  t.equal(persona, 'ours')
  t.equal(personas.get('ours')?.media_type, 'application/problem+json')
  t.same(personas.get('ours')?.status_info, personas.get('pygeoapi')?.status_info)
  t.equal(personas.all.length, files.length + 1)
  await t.rejects(write('name: ours\ntimes:\n  digits: many\n'), /ours\.yaml is wrong:\n(.*\n)* {2}line 3, column 3: \/times\/digits: "many" came; expected integer/)
  await t.rejects(write('name: [\n'), /is neither YAML nor JSON/)
  await t.rejects(write(''), /expected a member name/)
  await t.rejects(write(`# ${'x'.repeat(1_000_000)}`), /has 1000002 characters; expected at most 1000000/)
  await t.rejects(choosePersona('./nothing.yaml'), /nothing\.yaml cannot be read/)
})

t.test('a persona of a program counts before a published one of its name, and is checked too', async t => {
  const { personas } = await choosePersona({ ...minimal, name: 'weaver' })
  t.equal(personas.get('weaver')?.title, 'Ours')
  t.equal(personas.all.length, files.length)
  await t.rejects(choosePersona({ ...minimal, media_type: 'json' }), /^The persona is wrong:\n {2}\/media_type: "json" came/)
  t.same((await choosePersona()).persona, 'none')
})

t.test('a name that is not known is refused with those that are', async t => {
  t.throws(() => createPersonas().get('pygeoapy'), { message: /^persona: "pygeoapy" came; expected one of none, .*, or the path of a persona file when the double is started; did you mean pygeoapi\?$/ })
  t.equal(createPersonas().get('none'), undefined)
})

t.test('what a dismissal does is as with the policy but for what the persona says', async t => {
  t.same(dismissalTableOf(minimal), dismissalTables.retain)
  t.same(dismissalTableOf({ ...minimal, based_on: { dismiss: 'refuse' }, dismissal: { any: { after: 5, forgotten_after: 9, work_goes_on: true }, failed: { effect: 'none' }, dismissed: {} } }), {
    accepted: { effect: 'dismiss', after: 5, forgottenAfter: 9, workGoesOn: true },
    running: { effect: 'dismiss', after: 5, forgottenAfter: 9, workGoesOn: true },
    successful: { effect: 'refuse', after: 5, forgottenAfter: 9, workGoesOn: true },
    failed: { effect: 'none' },
    dismissed: { effect: 'refuse' }
  })
})

t.test('a template leaves out what has no value', async t => {
  const values = { id: 'a', number: 5, list: [1] }
  const rows = [
    ['{number}', 5],
    ['{list}', [1]],
    ['{other}', undefined],
    ['{other or null}', null],
    ['{id} of {number}', 'a of 5'],
    ['{id} of {other}', undefined],
    [{ a: '{id}', b: '{other}', c: { d: '{other}' }, e: false, f: null }, { a: 'a', c: {}, e: false, f: null }],
    [['{id}', '{other}', { rel: 'next', href: '/{other}' }, { rel: 'self', href: '/{id}' }, { text: 'no link' }], ['a', { rel: 'self', href: '/a' }, { text: 'no link' }]]
  ] as const
  for (const [document, expected] of rows) t.same(createTemplate(document)(values), expected, JSON.stringify(document))
})

t.test('the schema that is published says what is checked', async t => {
  const schema = JSON.parse(await readFile('dist/persona.schema.json', 'utf8'))
  t.equal(schema.title, 'jobdouble persona')
  t.same(Object.keys(schema.properties).includes('not_imitated'), true)
})
