import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import type { InjectOptions } from 'fastify'
import { PageQuery } from '../schemas/control/page.ts'
import { serveOptions } from '../src/config.ts'
import { validateSeed } from '../src/seed/validate-seed.ts'
import { parseYaml } from '../src/seed/yaml.ts'
import { dismissPolicies, type DismissPolicy, fates } from '../src/jobs/dismissal.ts'
import { endedStatuses, jobStatuses, unfinishedStatuses } from '../src/jobs/job.ts'
import { phases } from '../routes/tator/present.ts'
import { build } from './helper.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { scripts: Record<string, string> }

/** The rows of the table that has this heading in its first cell, as lists of cells. */
function table (heading: string, among = readme): string[][] {
  const lines = among.split('\n')
  const start = lines.findIndex(line => line.startsWith(`| ${heading} |`))
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'))
  return lines.slice(start + 2, end).map(line => line.split('|').slice(1, -1).map(cell => cell.trim()))
}

const blocks = (language: string): string[] => [...readme.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text = '']) => text)

/** A curl command of the README as a request. */
function requestOf (command: string): InjectOptions & { url: string } {
  const [, method = 'GET'] = /-X (\w+)/.exec(command) ?? []
  const [, url = ''] = /(http:\/\/127\.0\.0\.1:8080\S*)/.exec(command) ?? []
  const headers = Object.fromEntries([...command.matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name, value]) => [name, value]))
  const [, payload] = /-d '([^']+)'/.exec(command) ?? []
  return { method: method as 'GET', url: url.replace('http://127.0.0.1:8080', ''), headers: { host: '127.0.0.1:8080', ...headers }, ...(payload !== undefined && { payload }) }
}

/** Whether both are the same, where "…" stands for any text. */
function alike (shown: unknown, true_: unknown): boolean {
  if (shown === '…') return typeof true_ === 'string'
  if (typeof shown !== 'object' || shown === null) return shown === true_
  const [one, other] = [Object.entries(shown), Object.entries(true_ as object)]
  return one.length === other.length && one.every(([name, value]) => alike(value, (true_ as Record<string, unknown>)[name]))
}

t.test('every curl that is followed by an answer gets that answer', async t => {
  const double = await build(t)
  const examples = [...readme.matchAll(/```sh\n(curl .*)\n```\n\n```json\n([\s\S]*?)```/g)]
  t.equal(examples.length, 2)
  for (const [, command = '', answer = ''] of examples) {
    const { statusCode, body } = await double.app.inject(requestOf(command))
    t.ok(statusCode < 300 && alike(JSON.parse(answer), JSON.parse(body)), command, { found: body })
  }
})

t.test('every other curl succeeds', async t => {
  const double = await build(t)
  for (const command of blocks('sh').filter(block => block.startsWith('curl'))) {
    const { statusCode, body } = await double.app.inject(requestOf(command))
    t.ok(statusCode < 300, command, { found: body })
  }
})

t.test('every npm script that it names is there, and every acceptance script is named', async t => {
  for (const [, name = ''] of readme.matchAll(/npm run ([a-z:]+)/g)) t.ok(scripts[name], name)
  for (const name of Object.keys(scripts).filter(name => name.startsWith('test:'))) t.match(readme, `npm run ${name}`)
})

t.test('the flags are the flags', async t => {
  const flags = serveOptions.map(({ flags, envVar, defaultValue }) => [`\`${flags}\``, `\`${envVar}\``, defaultValue === undefined || defaultValue === '' ? '' : `\`${defaultValue}\``])
  t.same(table('flag'), flags)
})

t.test('the table of dismissals is the rule', async t => {
  const words = {
    mark: '200, then 200 `dismissed`',
    remove: '200, then 404',
    refuse: '410, then 200 `dismissed`'
  }
  const cell = (policy: DismissPolicy, status: typeof jobStatuses[number]) => policy === 'remove' && status === 'dismissed' ? '–' : words[fates[policy][status]]
  t.same(table('state'), jobStatuses.map(status => [status, ...dismissPolicies.map(policy => cell(policy, status))]))
})

t.test('the dismissals are what really happens', async t => {
  const ids = { accepted: 'waiting', running: 'running', successful: 'done', failed: 'broken', dismissed: 'dismissed' }
  for (const [index, dismiss] of dismissPolicies.entries()) {
    const double = await build(t, { dismiss })
    for (const [state = '', ...cells] of table('state')) {
      const cell = cells[index] ?? ''
      if (cell === '–') continue
      const url = `/jobs/${ids[state as keyof typeof ids]}`
      const first = await double.app.inject({ method: 'DELETE', url })
      const then = await double.app.inject(url)
      const status = then.statusCode === 200 ? ` \`${then.json().status}\`` : ''
      t.equal(`${first.statusCode}, then ${then.statusCode}${status}`, cell, `${state} under ${dismiss}`)
    }
  }
})

t.test('the words of both APIs are the words that travel', async t => {
  t.same(table('OGC'), [...[...unfinishedStatuses, ...endedStatuses].map(status => [status, phases[status]]), ['dismissed', 'not there']])
})

t.test('every resource that it lists answers the methods that it lists, and no others', async t => {
  const paths: Record<string, string> = { '{processID}': 'echo', '{jobId}': 'done', '{outputId}': 'message', '{project}': '1' }
  const path = (shown: string) => shown.replaceAll('`', '').replace(/\{\w+\}/g, name => paths[name] ?? 'x')
  const rows = table('resource').map(row => [...row, 'both']).concat(table('resource', readme.slice(readme.indexOf('## Tator'))))
  for (const tator of ['2020-05', '1.5'] as const) {
    const double = await build(t, { tator })
    const authorization = `Token ${double.tokens['execute']}`
    for (const [shown = '', methods = '', dialect = ''] of rows) {
      if (dialect !== 'both' && dialect !== `\`${tator}\``) continue
      const { headers, statusCode } = await double.app.inject({ method: 'PATCH', url: path(shown), headers: { authorization } })
      const allowed = String(headers['allow']).split(', ').filter(method => method !== 'HEAD' && method !== 'OPTIONS')
      t.same([allowed.join(', '), statusCode], [methods, tator === '1.5' && shown.includes('/rest') ? 400 : 405], shown)
    }
  }
})

t.test('the seed file is a seed file', async t => {
  for (const block of blocks('yaml')) t.same(validateSeed(parseYaml(block)), [])
})

t.test('the key in the example is the demonstration world\'s', async t => {
  const double = await build(t)
  t.match(readme, double.tokens['execute'])
})

t.test('every example for a test runs as it stands, against the built package', async t => {
  for (const example of blocks('js')) {
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module'], { input: example, encoding: 'utf8', cwd: new URL('..', import.meta.url) })
    t.equal(stdout, `${/console\.log\(.*\) \/\/ (.+)/.exec(example)?.[1]}\n`, stderr)
  }
})

t.test('every local link leads somewhere', async t => {
  const root = readdirSync(new URL('..', import.meta.url), { recursive: false }).map(String)
  for (const [, target = ''] of readme.matchAll(/\]\((?!http)([^)]+)\)/g)) t.ok(root.includes(target.split('/')[0] ?? ''), target)
})

t.test('every button that it names is on the demonstration page, and none is left out', async t => {
  const { app, jobs } = await build(t)
  await jobs.hold('running')
  const named = new Set(table('button').flatMap(([buttons = '']) => buttons.split(', ')))
  const pages = await Promise.all(['/__admin/', '/__admin/?policy=gone'].map(async url => (await app.inject({ url, headers: { accept: 'text/html' } })).payload))
  await app.inject({ method: 'PUT', url: '/__admin/clock', payload: { action: 'run' } })
  pages.push((await app.inject({ url: '/__admin/', headers: { accept: 'text/html' } })).payload)
  const found = new Set(pages.flatMap(page => [...page.matchAll(/<(?:button|a class="button")[^>]*>([^<]*)</g)].map(([, text = '']) => text)))
  t.same([...named].sort(), [...found].sort())
})

t.test('what it says that an address of the demonstration page may say, it may say', async t => {
  const [, said = ''] = /The address says the situation[^:]*:([\s\S]*?)\. Opening it/.exec(readme) ?? []
  t.same([...said.matchAll(/`(\w+)`/g)].map(([, name]) => name).sort(), Object.keys(PageQuery.properties).filter(name => name !== 'f').sort())
})
