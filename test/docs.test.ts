import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import type { InjectOptions } from 'fastify'
import { PageQuery } from '../schemas/control/page.ts'
import { LoginSettings } from '../schemas/control/settings.ts'
import { CaseSeed, PlanSeed, Seed } from '../schemas/seed.ts'
import { FaultBody } from '../schemas/control/fault.ts'
import { RequestPattern } from '../schemas/control/request-pattern.ts'
import { ogcChecks } from '../src/check/ogc/check-ogc.ts'
import { tatorChecks } from '../src/check/tator/check-tator.ts'
import { checkOptions } from '../src/config/check-options.ts'
import { findFileIn } from '../src/results/find-file.ts'
import { importOptions } from '../src/config/import-config.ts'
import { serveOptions } from '../src/config/serve-config.ts'
import { setFolder } from '../src/seed/seed-folder.ts'
import { validateSeed } from '../src/seed/validate-seed.ts'
import { parseYaml } from '../src/seed/yaml.ts'
import { builtInProcesses } from '../src/processes/built-in-processes.ts'
import { cellOf } from '../src/check/ogc/family.ts'
import { dismissPolicies, type DismissPolicy } from '../src/jobs/dismissal.ts'
import { endedStatuses, jobStatuses, unfinishedStatuses } from '../src/jobs/job.ts'
import { defaultDeploymentRules, tatorDialects } from '../src/world/settings.ts'
import { phases } from '../routes/tator/present.ts'
import { build } from './helper.ts'
import { withoutHooks } from './without-hooks.ts'
import { anchorsOf, blocksOf, type Document, documents, localLinksOf, readDocument, tableOf } from './documents.ts'

const root = new URL('..', import.meta.url)
const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { scripts: Record<string, string> }
const [readme, ogc, tator, faults, flags, seedFile, pages, testing, checker, login] =
  ['README.md', ...['ogc', 'tator', 'faults', 'flags', 'seed-file', 'pages', 'testing', 'check', 'login'].map(name => `docs/${name}.md`)].map(readDocument) as [Document, Document, Document, Document, Document, Document, Document, Document, Document, Document]

/** The folder of the files that seeds in the documentation name. */
const filesOfExamples = fileURLToPath(new URL('test/acceptance/examples/vitest', root))

/** The names in backquotes in a cell or a text. */
const namesIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)

/** A curl command of a page as a request for inject. */
function requestOf (command: string): InjectOptions & { url: string } {
  const [, method = 'GET'] = /-X (\w+)/.exec(command) ?? []
  const [, url = ''] = /(http:\/\/127\.0\.0\.1:8080\S*)/.exec(command) ?? []
  const headers = Object.fromEntries([...command.matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name, value]) => [name, value]))
  const [, payload] = /-d '([^']+)'/.exec(command) ?? []
  return { method: method as 'GET', url: url.replace('http://127.0.0.1:8080', ''), headers: { host: '127.0.0.1:8080', ...headers }, ...(payload !== undefined && { payload }) }
}

/** Whether both are equal, where "…" matches any text. */
function alike (documented: unknown, true_: unknown): boolean {
  if (documented === '…') return typeof true_ === 'string'
  if (typeof documented !== 'object' || documented === null) return documented === true_
  const [one, other] = [Object.entries(documented), Object.entries(true_ as object)]
  return one.length === other.length && one.every(([name, value]) => alike(value, (true_ as Record<string, unknown>)[name]))
}

interface Example {
  readonly command: string
  /** The JSON after the command. */
  readonly answer: string | undefined
  /** The seed shown before the command; the demonstration seed without one. */
  readonly seed: Seed | undefined
}

/** The curl commands of a page. */
function examplesOf (document: Document): Example[] {
  const blocks = blocksOf(document)
  return blocks.flatMap(({ language, text }, index) => {
    if (language !== 'sh' || !text.startsWith('curl ')) return []
    const next = blocks[index + 1]
    const seed = blocks.slice(0, index).findLast(({ language }) => language === 'yaml')
    return [{ command: text.trim(), answer: next?.language === 'json' ? next.text : undefined, seed: seed && setFolder(parseYaml(seed.text) as Seed, filesOfExamples) }]
  })
}

t.test('every curl succeeds, and gets the answer that follows it', async t => {
  const examples = documents.flatMap(examplesOf)
  t.equal(examples.filter(({ answer }) => answer !== undefined).length, 4)
  for (const { command, answer, seed } of examples) {
    const double = await build(t, seed && { seed })
    const { statusCode, body } = await double.app.inject(requestOf(command))
    t.ok(statusCode < 300 && (answer === undefined || alike(JSON.parse(answer), JSON.parse(body))), command, { found: body })
  }
})

t.test('every npm script that a page names is there, and every acceptance script is named', async t => {
  for (const { path, text } of documents) {
    for (const [, name = ''] of text.matchAll(/npm run ([a-z:]+)/g)) t.ok(scripts[name], `${path}: ${name}`)
  }
  for (const name of Object.keys(scripts).filter(name => name.startsWith('test:'))) t.match(testing.text, `npm run ${name}`)
})

t.test('the README takes five minutes, and has the doors for every language first', async t => {
  t.ok(readme.text.split('\n').length <= 150)
  const order = ['npm i -D jobdouble', 'pip install \'pytest-jobdouble[node]\'', 'recipes/pytest.md', 'docker build -t jobdouble .', 'recipes/junit.md', '```sh\nnpm ci && npm start', 'npm start -- --port 8081', 'curl -X DELETE', '![', '```js\n', '```javascript\n', 'docs/README.md'].map(part => readme.text.indexOf(part))
  t.ok(!order.includes(-1))
  t.same(order, order.toSorted((one, other) => one - other))
})

t.test('the flags are the flags', async t => {
  const rows = serveOptions.map(({ flags, envVar, defaultValue }) => [`\`${flags}\``, `\`${envVar}\``, defaultValue === undefined || defaultValue === '' ? '' : `\`${defaultValue}\``])
  t.same(tableOf(flags, 'flag'), rows)
})

t.test('the settings of the page on login are those that there are, with their flags', async t => {
  const rows = tableOf(login, 'setting').map(([setting = '', flag = '']) => [namesIn(setting)[0], namesIn(flag)[0]])
  t.same(rows.map(([setting]) => setting), Object.keys(LoginSettings.properties))
  for (const [setting, flag] of rows) t.equal(serveOptions.find(option => option.long === flag)?.attributeName(), setting)
})

t.test('the flags and the classes of the checker are what it has', async t => {
  t.same(tableOf(checker, 'flag').map(([flag = '']) => namesIn(flag)[0]), checkOptions.map(({ flags }) => flags))
  const classesOf = (checks: readonly { readonly id: string }[]) => [...new Set(checks.map(({ id }) => id.split('/')[0]))].sort()
  t.same(tableOf(checker, 'class').map(([name = '']) => namesIn(name)[0]).sort(), classesOf(ogcChecks))
  t.same(tableOf(checker, 'class of Tator').map(([name = '']) => namesIn(name)[0]).sort(), classesOf(tatorChecks))
})

t.test('every requirement that a check names stands in the table of requirements, with the check', async t => {
  const rows = tableOf(checker, 'requirement').map(([requirement = '', , checks = '']) => ({ requirement: namesIn(requirement)[0], patterns: namesIn(checks).map(name => new RegExp(`^${name.replaceAll('*', '[^/]+')}$`)) }))
  for (const { id, requirement } of ogcChecks) {
    for (const name of requirement.match(/\/(?:req|rec)\/[\w/-]+/g) ?? []) {
      t.ok(rows.some(row => row.requirement === name && row.patterns.some(pattern => pattern.test(id))), `${id}: ${name}`)
    }
  }
  for (const { requirement, patterns } of rows) {
    for (const pattern of patterns) t.ok(ogcChecks.some(({ id }) => pattern.test(id)), `${requirement}: ${pattern}`)
    t.ok(ogcChecks.some(check => check.requirement.includes(String(requirement))), String(requirement))
  }
})

t.test('the suites of others that judge a server are the examples that are run', async t => {
  const blocksIn = (language: string) => blocksOf(checker).filter(block => block.language === language).map(({ text }) => text)
  const example = (path: string) => readFileSync(new URL(`test/acceptance/examples/${path}`, root), 'utf8')
  t.same(blocksIn('javascript'), [example('vitest/check.test.js')])
  t.same(blocksIn('python'), [example('pytest/test_server.py')])
})

t.test('the rules of deployments are those that there are, each with its values, the default first', async t => {
  const rows = tableOf(readDocument('docs/deploy.md'), 'rule').slice(1).map(([name = '', values = '']) => [namesIn(name)[0]!, namesIn(values)[0]!])
  t.same(Object.fromEntries(rows), Object.fromEntries(Object.entries(defaultDeploymentRules).map(([name, value]) => [name, String(value)])))
})

t.test('the flags of import are its flags', async t => {
  const rows = importOptions.map(({ flags, envVar, defaultValue }) => [`\`${flags}\``, envVar === undefined ? '' : `\`${envVar}\``, defaultValue === undefined ? '' : `\`${defaultValue}\``])
  t.same(tableOf(readDocument('docs/import.md'), 'flag'), rows)
})

t.test('the members of a request pattern are listed', async t => {
  const control = readDocument('docs/control.md')
  const section = { ...control, text: control.text.slice(control.text.indexOf('## Request patterns')) }
  t.same(tableOf(section, 'member').flatMap(([name = '']) => namesIn(name)).sort(), Object.keys(RequestPattern.properties).sort())
})

t.test('the table of dismissals is the rule', async t => {
  const cell = (policy: DismissPolicy, status: typeof jobStatuses[number]) => cellOf(policy, status).replace(/[a-z]+$/, '`$&`') || '–'
  t.same(tableOf(ogc, 'state'), jobStatuses.map(status => [status, ...dismissPolicies.map(policy => cell(policy, status))]))
})

t.test('the dismissals are what really happens', async t => {
  const ids = { accepted: 'waiting', running: 'running', successful: 'done', failed: 'broken', dismissed: 'dismissed' }
  for (const [index, dismiss] of dismissPolicies.entries()) {
    const double = await build(t, { dismiss })
    for (const [state = '', ...cells] of tableOf(ogc, 'state')) {
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
  t.same(tableOf(tator, 'OGC'), [...[...unfinishedStatuses, ...endedStatuses].map(status => [status, phases[status]]), ['dismissed', 'not there']])
})

t.test('every resource that is listed answers the methods that are listed, and no others', async t => {
  const paths: Record<string, string> = { '{processID}': 'echo', '{jobId}': 'done', '{outputId}': 'message', '{project}': '1' }
  const path = (cell: string) => cell.replaceAll('`', '').replace(/\{\w+\}/g, name => paths[name] ?? 'x')
  const rows = tableOf(ogc, 'resource').map(row => [...row, 'all']).concat(tableOf(tator, 'resource'))
  t.equal(rows.length, 19)
  for (const tator of tatorDialects) {
    const double = await build(t, { tator })
    const authorization = `Token ${double.tokens['execute']}`
    for (const [pathCell = '', methods = '', dialect = ''] of rows) {
      if (dialect !== 'all' && !namesIn(dialect).includes(tator)) continue
      const { headers, statusCode } = await double.app.inject({ method: 'PATCH', url: path(pathCell), headers: { authorization } })
      const allowed = String(headers['allow']).split(', ').filter(method => method !== 'HEAD' && method !== 'OPTIONS')
      t.same([allowed.join(', '), statusCode], [methods, tator !== '2020-05' && /rest|schema/.test(pathCell) ? 400 : 405], `${pathCell} in ${tator}`)
    }
  }
})

t.test('the processes are the processes', async t => {
  t.same(tableOf(ogc, 'process').map(([name = '']) => namesIn(name)[0]).sort(), [...builtInProcesses.keys()].sort())
  for (const [process = '', ...cells] of tableOf(ogc, 'process')) {
    const { inputs } = builtInProcesses.get(namesIn(process)[0] ?? '')!
    for (const input of namesIn(cells.join())) t.ok(input in inputs, `${process}: ${input}`)
  }
})

t.test('each value of X-Job-Progression is one', async t => {
  const double = await build(t)
  const values = tableOf(ogc, '`X-Job-Progression`').flatMap(cells => namesIn(cells.join()))
  t.same(values, ['immediate', 'time=30', 'manual', 'manual=3', 'stuck', 'fail', 'fail="No space left"'])
  for (const value of values) {
    const { statusCode } = await double.app.inject({ method: 'POST', url: '/processes/hold/execution', headers: { prefer: 'respond-async', 'x-job-progression': value }, payload: {} })
    t.equal(statusCode, 201, value)
  }
})

t.test('what a fault may say is what its tables say', async t => {
  const named = [...tableOf(faults, 'member'), ...tableOf({ ...faults, text: faults.text.slice(faults.text.indexOf('## Which requests')) }, 'member')].flatMap(([name = '']) => namesIn(name))
  t.same([...named, 'id', 'phase'].sort(), Object.keys(FaultBody.properties).sort())
  t.same(tableOf(faults, '`phase`').flatMap(([name = '']) => namesIn(name)), ['before-commit', 'after-commit'])
})

t.test('the own process of the README is the example that is run, and has 25 lines at most', async t => {
  const [example] = blocksOf(readme).filter(({ language }) => language === 'javascript')
  t.equal(example?.text, readFileSync(join(filesOfExamples, 'own-process.test.js'), 'utf8'))
  t.ok(example!.text.trimEnd().split('\n').length <= 25)
})

t.test('the members of a case and the results of a seed are what their tables say', async t => {
  const after = (heading: string) => ({ ...seedFile, text: seedFile.text.slice(seedFile.text.indexOf(heading)) })
  t.same(tableOf(after('## Cases'), 'member').map(([name = '']) => namesIn(name)[0]).sort(), Object.keys(CaseSeed.properties).sort())
  const schema = { type: 'string', contentEncoding: 'binary', contentMediaType: 'image/tiff' }
  for (const [result = ''] of tableOf(seedFile, 'result')) {
    const output = /31/.test(result) ? { schema: {} } : { schema }
    t.same(validateSeed({ processes: [{ id: 'p', outputs: { a: output }, results: { a: parseYaml(namesIn(result)[0]!) } }] }, undefined, { findFile: findFileIn(filesOfExamples) }), [], result)
  }
})

t.test('every seed file is a seed file, and its members are listed', async t => {
  for (const document of documents) {
    for (const { text } of blocksOf(document).filter(({ language }) => language === 'yaml')) t.same(validateSeed(parseYaml(text), undefined, { findFile: findFileIn(filesOfExamples) }), [], document.path)
  }
  t.same(validateSeed(parseYaml(readDocument('docs/examples/ndvi.yaml').text)), [], 'that of compose.yaml')
  const after = (heading: string) => ({ ...seedFile, text: seedFile.text.slice(seedFile.text.indexOf(heading)) })
  t.same(tableOf(seedFile, 'member').flatMap(([name = '']) => namesIn(name)).sort(), Object.keys(Seed.properties).sort())
  for (const [name = ''] of tableOf(after('## Plans'), 'member')) t.ok(namesIn(name)[0]! in PlanSeed.properties, name)
})

t.test('the key in the example is the demonstration world\'s', async t => {
  const double = await build(t)
  t.match(tator.text, double.tokens['execute'])
})

t.test('every example for a test runs as it stands, against the built package', async t => {
  const examples = documents.filter(({ path }) => !path.startsWith('test/')).flatMap(document => blocksOf(document).filter(({ language }) => language === 'js'))
  t.equal(examples.length, 8)
  const [command, ...args] = withoutHooks(process.execPath, '--input-type=module')
  for (const { text } of examples) {
    const { stdout, stderr } = spawnSync(command, args, { input: text, encoding: 'utf8', cwd: root })
    t.equal(stdout, `${/console\.log\(.*\) \/\/ (.+)/.exec(text)?.[1]}\n`, stderr)
  }
})

t.test('every local link of every page leads to a file that is there, and to a heading in it', async t => {
  for (const document of documents) {
    for (const { target, path, anchor } of localLinksOf(document)) {
      const exists = existsSync(new URL(path, root))
      t.ok(exists, `${document.path}: ${target}`)
      if (exists && anchor !== undefined) t.ok(anchorsOf(readDocument(path)).includes(anchor), `${document.path}: ${target}`)
    }
  }
})

t.test('every page of docs is one click away from docs/README.md', async t => {
  const linked = localLinksOf(readDocument('docs/README.md')).map(({ path }) => path)
  for (const { path } of documents.filter(({ path }) => path.startsWith('docs/') && path !== 'docs/README.md')) {
    t.ok(linked.some(target => path === target || path.startsWith(`${target}/`)), path)
  }
})

t.test('every button that is named is on the demonstration page, and none is left out', async t => {
  const { app, jobs } = await build(t)
  await jobs.hold('running')
  const named = new Set(tableOf(pages, 'button').flatMap(([buttons = '']) => buttons.split(', ')))
  const found = await Promise.all(['/__admin/', '/__admin/?show=world&job=running', '/__admin/?show=world&policy=gone'].map(async url => (await app.inject({ url, headers: { accept: 'text/html' } })).payload))
  await app.inject({ method: 'PUT', url: '/__admin/clock', payload: { action: 'run' } })
  found.push((await app.inject({ url: '/__admin/?show=world', headers: { accept: 'text/html' } })).payload)
  const buttons = new Set(found.flatMap(page => [...page.matchAll(/<(?:button|a [^>]*class="button[^"]*")[^>]*>([^<]*)</g)].map(([, text = '']) => text)))
  t.same([...named].sort(), [...buttons].sort())
})

t.test('the query of a permalink is what the page says', async t => {
  const [, listed = ''] = /The address of the demonstration contains([\s\S]*?)\. Opening/.exec(pages.text) ?? []
  const internal = ['f', 'did', 'about']
  t.same(namesIn(listed).sort(), Object.keys(PageQuery.properties).filter(name => !internal.includes(name)).sort())
})

t.test('every step of the presentation is a link that shows what is said of it', async t => {
  const { app } = await build(t)
  const rows = tableOf(readDocument('docs/demonstration.md'), 'time')
  t.ok(rows.length >= 5)
  const contents: Record<string, RegExp> = { '?step=1': /retain: the job is dismissed/, '?step=2': />410</, '?step=3&lane=gone': /The job can be read; it is dismissed/, open: /curl -i -X DELETE/, successful: /for a successful job/, 'show=world': /Live world/ }
  for (const [, link = ''] of rows) {
    const url = /^<http:\/\/127\.0\.0\.1:8080(\/__admin\/.*)>$/.exec(link)?.[1] ?? 'no link'
    const { statusCode, payload } = await app.inject({ url, headers: { accept: 'text/html' } })
    t.equal(statusCode, 200, url)
    for (const [part, content] of Object.entries(contents)) if (url.endsWith(part) || (!part.startsWith('?') && url.includes(part))) t.match(payload, content, url)
  }
})
