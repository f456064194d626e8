import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { exitWithUsage } from '../../../src/config/bad-configuration.ts'
import { checkCommand, checkOptions } from '../../../src/config/check-options.ts'

const folder = mkdtempSync(join(tmpdir(), 'jobdouble-check-'))
t.teardown(() => rmSync(folder, { recursive: true }))
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

/** What would be checked, or what is wrong with the command line. */
async function read (...args: string[]): Promise<{ options: unknown[], output: string }> {
  let options: unknown[] = []
  let output = ''
  const command = checkCommand(async (...given) => { options = given })
  command.exitOverride().configureOutput({ writeErr: text => { output += text }, writeOut: text => { output += text } })
  await command.parseAsync(args, { from: 'user' }).catch(() => {})
  return { options, output }
}

const url = 'http://h.example'
const defaults = { strict: false, races: 20, settle: 5, timeout: 60 }

t.test('without flags the defaults hold', async t => {
  t.same((await read(url)).options, [url, defaults, {}])
})

t.test('each flag says what is checked, and where reports go', async t => {
  const inputs = file('inputs.json', '{"name":"a"}')
  const [json, junit, html, persona] = ['r.json', 'r.xml', 'r.html', 'p.yaml'].map(name => join(folder, name)) as [string, string, string, string]
  const { options } = await read(url, '--only', 'dismiss, job', '--process', 'p', '--inputs', inputs, '--slow-process', 's', '--slow-inputs', inputs, '--package-url', 'http://h.example/a.cwl', '--header', 'Authorization: Bearer a:b', '--header', 'X-A:1', '--strict', '--races', '3', '--settle', '2', '--timeout', '9', '--json', json, '--junit', junit, '--html', html, '--write-persona', persona)
  t.same(options, [url, {
    only: ['dismiss', 'job'], process: 'p', inputs: { name: 'a' }, slowProcess: 's', slowInputs: { name: 'a' }, packageUrl: 'http://h.example/a.cwl', headers: { authorization: 'Bearer a:b', 'x-a': '1' }, strict: true, races: 3, settle: 2, timeout: 9
  }, { json, junit, html, persona }])
})

t.test('each flag of Tator is an option', async t => {
  const { options } = await read(url, '--api', 'tator', '--project', '1', '--algorithm', 'demo', '--quick-algorithm', 'quick', '--failing-algorithm', 'broken', '--media', '7,8', '--token', 'key', '--view-token', 'other', '--other-project', '2')
  t.same(options, [url, { ...defaults, api: 'tator', project: 1, algorithm: 'demo', quickAlgorithm: 'quick', failingAlgorithm: 'broken', media: [7, 8], token: 'key', viewToken: 'other', otherProject: 2 }, {}])
})

const wrong = [
  { args: [url, '--api', 'wps'], says: 'Allowed choices are ogc, tator.' },
  { args: [url, '--project', 'one'], says: 'Expected the id of a project, a whole number.' },
  { args: [url, '--media', '1;2'], says: 'Expected whole numbers with commas between them, such as 1,2,3.' },
  { args: [], says: 'missing required argument' },
  { args: [url, '--races', '0'], says: 'Expected a whole number from 1 to 200.' },
  { args: [url, '--settle', 'long'], says: 'Expected a whole number from 1 to 600.' },
  { args: [url, '--header', 'nothing'], says: 'Expected a name, a colon and a value' },
  { args: [url, '--inputs', 'no-such-file'], says: 'Expected a file with a JSON object: ENOENT' },
  { args: [url, '--inputs', file('list.json', '[1]')], says: 'Expected a file with a JSON object, such as' },
  { args: [url, '--json', '/no/such/folder/r.json'], says: 'Expected a file in an existing folder; /no/such/folder does not exist.' },
  { args: [url, '--html', '/'], says: 'Expected a file; it is a folder.' },
  { args: [url, '--write-persona', '/no/such/folder/p.yaml'], says: 'Expected a file in an existing folder; /no/such/folder does not exist.' },
  { args: [url, '--write-persona', 'package.json'], says: 'Expected a file that does not exist yet: name another one, or remove it.' }
]

t.test('what is wrong is refused with what was expected', async t => {
  for (const { args, says } of wrong) {
    const { options, output } = await read(...args)
    t.same(options, [], says)
    t.match(output, says)
  }
})

t.test('bad usage has exit code 2, help has 0', async t => {
  const exited = t.capture(process, 'exit', (() => {}) as never)
  exitWithUsage({ exitCode: 1 })
  exitWithUsage({ exitCode: 0 })
  t.same(exited().map(({ args }) => args), [[2], [0]])
})

t.test('help names every flag', async t => {
  const { output } = await read('--help')
  for (const { long } of checkOptions) t.match(output, String(long))
})
