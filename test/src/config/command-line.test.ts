import t from 'tap'
import { commandLine } from '../../../src/config/command-line.ts'
import { dropEmptyVariables } from '../../../src/config/environment.ts'
import type { ImportConfig } from '../../../src/config/import-config.ts'
import { type ServeConfig, serveOptions } from '../../../src/config/serve-config.ts'
import { version } from '../../../src/version.ts'

for (const name of Object.keys(process.env)) if (name.startsWith('JOBDOUBLE_')) delete process.env[name]

interface Reading { serve?: ServeConfig, health?: string, import?: ImportConfig, error?: string, output: string }

/** What the program would do with these arguments and this environment. */
async function read (args: readonly string[], environment: Record<string, string> = {}): Promise<Reading> {
  const reading: Reading = { output: '' }
  const program = commandLine({
    serve: async config => { reading.serve = config },
    health: async url => { reading.health = url },
    importSeed: async config => { reading.import = config },
    check: async () => {}
  })
  const write = (text: string) => { reading.output += text }
  for (const command of [program, ...program.commands]) command.exitOverride().configureOutput({ writeOut: write, writeErr: write })
  Object.assign(process.env, environment)
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    reading.error = (error as Error).message
  } finally {
    for (const name of Object.keys(environment)) delete process.env[name]
  }
  return reading
}

const defaults = {
  port: 8080,
  host: '127.0.0.1',
  watch: false,
  ogc: '1.0',
  dismiss: 'retain',
  persona: 'none',
  cancel: 'delete',
  removedStatus: 404,
  tator: '2020-05',
  tatorDeleteStatus: 200,
  tatorUnknown: 404,
  tatorBareKey: 'accept',
  login: 'off',
  loginHeader: 'X-API-Key',
  loginOpen: ['landing', 'conformance', 'api'],
  loginOthers: 'shown',
  loginTokenLifetime: 3600,
  loginRefreshLifetime: 86_400,
  basePath: '',
  trustProxy: false,
  maxJobs: 1_000_000,
  maxTokens: 10_000,
  maxWorlds: 1000,
  worldIdle: 3600,
  maxStreams: 200,
  maxCallbacks: 200,
  requestTimeout: 30,
  rememberRequests: 1000,
  journalBytes: 67_108_864,
  inputBytes: 268_435_456,
  maxBodyBytes: 10_485_760,
  maxDepth: 200,
  maxFetches: 32,
  deploy: 'off',
  maxDeployed: 1000,
  deployedBytes: 67_108_864,
  control: 'on',
  logLevel: 'info'
}

/** Every flag, with a value, its name in the environment, and what comes of it. */
const flags = [
  { flag: '--port', variable: 'JOBDOUBLE_PORT', value: '0', config: { port: 0 } },
  { flag: '--host', variable: 'JOBDOUBLE_HOST', value: '0.0.0.0', config: { host: '0.0.0.0' } },
  { flag: '--seed', variable: 'JOBDOUBLE_SEED', value: 'world.yaml', config: { seed: 'world.yaml' } },
  { flag: '--watch', variable: 'JOBDOUBLE_WATCH', value: 'false', config: { watch: false } },
  { flag: '--state', variable: 'JOBDOUBLE_STATE', value: 'state.json', config: { state: 'state.json' } },
  { flag: '--ogc', variable: 'JOBDOUBLE_OGC', value: '2.0-draft', config: { ogc: '2.0-draft' } },
  { flag: '--dismiss', variable: 'JOBDOUBLE_DISMISS', value: 'gone', config: { dismiss: 'gone' } },
  { flag: '--cancel', variable: 'JOBDOUBLE_CANCEL', value: 'post', config: { cancel: 'post' } },
  { flag: '--removed-status', variable: 'JOBDOUBLE_REMOVED_STATUS', value: '410', config: { removedStatus: 410 } },
  { flag: '--persona', variable: 'JOBDOUBLE_PERSONA', value: 'none', config: { persona: 'none' } },
  { flag: '--tator', variable: 'JOBDOUBLE_TATOR', value: '1.5', config: { tator: '1.5' } },
  { flag: '--tator-delete-status', variable: 'JOBDOUBLE_TATOR_DELETE_STATUS', value: '204', config: { tatorDeleteStatus: 204 } },
  { flag: '--tator-unknown', variable: 'JOBDOUBLE_TATOR_UNKNOWN', value: '500', config: { tatorUnknown: 500 } },
  { flag: '--tator-bare-key', variable: 'JOBDOUBLE_TATOR_BARE_KEY', value: 'refuse', config: { tatorBareKey: 'refuse' } },
  { flag: '--login', variable: 'JOBDOUBLE_LOGIN', value: 'api-key', config: { login: 'api-key' } },
  { flag: '--login-header', variable: 'JOBDOUBLE_LOGIN_HEADER', value: 'PRIVATE-TOKEN', config: { loginHeader: 'PRIVATE-TOKEN' } },
  { flag: '--login-open', variable: 'JOBDOUBLE_LOGIN_OPEN', value: 'processes, jobs', config: { loginOpen: ['processes', 'jobs'] } },
  { flag: '--login-others', variable: 'JOBDOUBLE_LOGIN_OTHERS', value: '403', config: { loginOthers: '403' } },
  { flag: '--login-token-lifetime', variable: 'JOBDOUBLE_LOGIN_TOKEN_LIFETIME', value: '60', config: { loginTokenLifetime: 60 } },
  { flag: '--login-refresh-lifetime', variable: 'JOBDOUBLE_LOGIN_REFRESH_LIFETIME', value: '600', config: { loginRefreshLifetime: 600 } },
  { flag: '--deploy', variable: 'JOBDOUBLE_DEPLOY', value: 'both', config: { deploy: 'both' } },
  { flag: '--deployment', variable: 'JOBDOUBLE_DEPLOYMENT', value: 'put=201,upsert=true, accepts=cwl,queued=2.5', config: { deployment: { put: 201, upsert: true, accepts: 'cwl', queued: 2.5 } } },
  { flag: '--base-path', variable: 'JOBDOUBLE_BASE_PATH', value: '/ogc/v1/', config: { basePath: '/ogc/v1' } },
  { flag: '--trust-proxy', variable: 'JOBDOUBLE_TRUST_PROXY', value: 'true', config: { trustProxy: true } },
  { flag: '--allowed-host', variable: 'JOBDOUBLE_ALLOWED_HOST', value: 'Double.example, fd00::1', config: { allowedHosts: ['double.example', '[fd00::1]'] } },
  { flag: '--allow-private-callbacks', variable: 'JOBDOUBLE_ALLOW_PRIVATE_CALLBACKS', value: 'false', config: { allowPrivateCallbacks: false } },
  { flag: '--max-jobs', variable: 'JOBDOUBLE_MAX_JOBS', value: '10', config: { maxJobs: 10 } },
  { flag: '--max-tokens', variable: 'JOBDOUBLE_MAX_TOKENS', value: '100', config: { maxTokens: 100 } },
  { flag: '--max-deployed', variable: 'JOBDOUBLE_MAX_DEPLOYED', value: '5', config: { maxDeployed: 5 } },
  { flag: '--deployed-bytes', variable: 'JOBDOUBLE_DEPLOYED_BYTES', value: '65536', config: { deployedBytes: 65_536 } },
  { flag: '--max-worlds', variable: 'JOBDOUBLE_MAX_WORLDS', value: '50', config: { maxWorlds: 50 } },
  { flag: '--world-idle', variable: 'JOBDOUBLE_WORLD_IDLE', value: '60', config: { worldIdle: 60 } },
  { flag: '--max-streams', variable: 'JOBDOUBLE_MAX_STREAMS', value: '20', config: { maxStreams: 20 } },
  { flag: '--max-callbacks', variable: 'JOBDOUBLE_MAX_CALLBACKS', value: '20', config: { maxCallbacks: 20 } },
  { flag: '--request-timeout', variable: 'JOBDOUBLE_REQUEST_TIMEOUT', value: '5', config: { requestTimeout: 5 } },
  { flag: '--remember-requests', variable: 'JOBDOUBLE_REMEMBER_REQUESTS', value: '0', config: { rememberRequests: 0 } },
  { flag: '--journal-bytes', variable: 'JOBDOUBLE_JOURNAL_BYTES', value: '65536', config: { journalBytes: 65_536 } },
  { flag: '--input-bytes', variable: 'JOBDOUBLE_INPUT_BYTES', value: '65536', config: { inputBytes: 65_536 } },
  { flag: '--max-body-bytes', variable: 'JOBDOUBLE_MAX_BODY_BYTES', value: '1048576', config: { maxBodyBytes: 1_048_576 } },
  { flag: '--max-depth', variable: 'JOBDOUBLE_MAX_DEPTH', value: '50', config: { maxDepth: 50 } },
  { flag: '--max-fetches', variable: 'JOBDOUBLE_MAX_FETCHES', value: '8', config: { maxFetches: 8 } },
  { flag: '--control', variable: 'JOBDOUBLE_CONTROL', value: '8081', config: { control: 8081 } },
  { flag: '--control-key', variable: 'JOBDOUBLE_CONTROL_KEY', value: 'secret', config: { controlKey: 'secret' } },
  { flag: '--control-origin', variable: 'JOBDOUBLE_CONTROL_ORIGIN', value: 'http://localhost:3000,https://Page.example/', config: { controlOrigins: ['http://localhost:3000', 'https://page.example'] } },
  { flag: '--end-with-process', variable: 'JOBDOUBLE_END_WITH_PROCESS', value: '4711', config: { endWithProcess: 4711 } },
  { flag: '--log-level', variable: 'JOBDOUBLE_LOG_LEVEL', value: 'debug', config: { logLevel: 'debug' } }
]

t.test('serve without flags is what the documentation says', async t => {
  t.same((await read(['serve'])).serve, defaults)
})

t.test('a persona brings what is not asked for by a flag or the environment', async t => {
  const { serve } = await read(['serve', '--persona', 'weaver', '--ogc', '2.0-draft'], { JOBDOUBLE_CANCEL: 'post' })
  const { dismiss, ...others } = defaults
  t.same(serve, { ...others, persona: 'weaver', ogc: '2.0-draft', cancel: 'post' })
  const options = await read(['serve', '--persona', 'weaver', '--dismiss', 'retain'])
  t.equal(options.serve?.dismiss, 'retain', 'by the default too, where it is written out')
  t.same([options.serve?.ogc, options.serve?.cancel], [undefined, undefined])
})

t.test('every flag is in this table, under its name in the environment', async t => {
  t.same(serveOptions.map(({ long, envVar }) => [long, envVar]), flags.map(({ flag, variable }) => [flag, variable]))
})

for (const { flag, variable, value, config } of flags) {
  t.test(`${flag} ${value} is ${JSON.stringify(config)}, as a flag and as ${variable}`, async t => {
    t.same((await read(['serve', flag, value])).serve, { ...defaults, ...config })
    t.same((await read(['serve'], { [variable]: value })).serve, { ...defaults, ...config })
  })
}

t.test('a flag counts more than the environment', async t => {
  const { serve } = await read(['serve', '--dismiss', 'gone', '--port', '1'], { JOBDOUBLE_DISMISS: 'remove', JOBDOUBLE_PORT: '2' })
  t.match(serve, { dismiss: 'gone', port: 1 })
})

t.test('a flag that is a question means yes without an answer, and no where the answer is no', async t => {
  t.match((await read(['serve', '--trust-proxy', '--allow-private-callbacks'])).serve, { trustProxy: true, allowPrivateCallbacks: true })
  t.match((await read(['serve'], { JOBDOUBLE_TRUST_PROXY: 'false' })).serve, { trustProxy: false })
})

t.test('nothing may be open without login, and what is no resource or no name of a header is refused', async t => {
  t.same((await read(['serve', '--login-open', 'none'])).serve?.loginOpen, [])
  t.match((await read(['serve', '--login-open', 'jobs,job'])).error, /Expected none, or names with commas: landing, conformance, api, processes, execution, deploy, jobs, dismissal\./)
  t.match((await read(['serve', '--login-header', 'X API'])).error, /Expected the name of a header, such as X-API-Key\./)
})

t.test('a flag that may be repeated holds what every one says', async t => {
  const { serve } = await read(['serve', '--allowed-host', 'a', '--control-origin', 'http://a', '--allowed-host', 'b', '--control-origin', 'http://b'])
  t.match(serve, { allowedHosts: ['a', 'b'], controlOrigins: ['http://a', 'http://b'] })
})

t.test('an empty variable says nothing, so that no key is wanted by the flag alone', async t => {
  const environment = { JOBDOUBLE_CONTROL_KEY: '', JOBDOUBLE_PORT: '', JOBDOUBLE_HOST: 'localhost', OTHER: '' }
  dropEmptyVariables(environment)
  t.same(environment, { JOBDOUBLE_HOST: 'localhost', OTHER: '' })
})

t.test('what was read does not change any more', async t => {
  t.ok(Object.isFrozen((await read(['serve'])).serve))
})

t.test('where both APIs begin', async t => {
  for (const [path, basePath] of [['', ''], ['/', ''], ['/ogc', '/ogc'], ['/a/b-c/', '/a/b-c'], ['/~me/v1.0', '/~me/v1.0']] as const) {
    t.equal((await read(['serve', '--base-path', path])).serve?.basePath, basePath, `"${path}"`)
  }
})

t.test('where the control façade is', async t => {
  for (const [text, control] of [['on', 'on'], ['off', 'off'], ['0', 0], ['65535', 65535]] as const) {
    t.equal((await read(['serve', '--control', text])).serve?.control, control)
  }
  for (const [key, control] of [[{}, 'off'], [{ JOBDOUBLE_CONTROL_KEY: 'secret' }, 'on']] as const) t.equal((await read(['serve'], { JOBDOUBLE_CONTROL: 'with-key', ...key })).serve?.control, control)
  t.equal((await read(['serve', '--control-key', ''])).serve?.controlKey, '', 'an empty key says that none is wanted')
})

const wrong = [
  { args: ['--port', '65536'], says: 'Expected a whole number from 0 to 65535.' },
  { args: ['--port', '-1'], says: 'Expected a whole number from 0 to 65535.' },
  { args: ['--port', '80.5'], says: 'Expected a whole number from 0 to 65535.' },
  { args: ['--port', '0x50'], says: 'Expected a whole number from 0 to 65535.' },
  { args: ['--port', 'http'], says: 'Expected a whole number from 0 to 65535.' },
  { args: ['--max-jobs', '0'], says: 'Expected a whole number from 1 to 10000000.' },
  { args: ['--max-worlds', '0'], says: 'Expected a whole number from 1 to 100000.' },
  { args: ['--world-idle', '-1'], says: 'Expected a whole number from 0 to 31536000.' },
  { args: ['--remember-requests', '-1'], says: 'Expected a whole number from 0 to 1000000.' },
  { args: ['--max-streams', '0'], says: 'Expected a whole number from 1 to 10000.' },
  { args: ['--max-callbacks', '10001'], says: 'Expected a whole number from 1 to 10000.' },
  { args: ['--request-timeout', '3601'], says: 'Expected a whole number from 0 to 3600.' },
  { args: ['--journal-bytes', '1023'], says: 'Expected a whole number from 1024 to 1099511627776.' },
  { args: ['--input-bytes', '1e6'], says: 'Expected a whole number from 1024 to 1099511627776.' },
  { args: ['--max-body-bytes', '1023'], says: 'Expected a whole number from 1024 to 536870888.' },
  { args: ['--max-depth', '1001'], says: 'Expected a whole number from 1 to 1000.' },
  { args: ['--deployment', 'put'], says: 'Expected a rule such as put=201, by one of the names put, undeploy,' },
  { args: ['--deployment', 'pot=201'], says: 'did you mean put?' },
  { args: ['--deployment', 'put=205'], says: 'put: 205 came; expected one of 200, 201, 202, 204.' },
  { args: ['--max-fetches', '1'], says: 'Expected a whole number from 2 to 1000.' },
  { args: ['--host', ''], says: 'Expected an address or a host name.' },
  { args: ['--control', 'maybe'], says: 'Expected a whole number from 0 to 65535.' },
  { args: ['--ogc', '3.0'], says: 'Allowed choices are 1.0, 2.0-draft.' },
  { args: ['--dismiss', 'forget'], says: 'Allowed choices are retain, remove, gone, refuse.' },
  { args: ['--tator', '1'], says: 'Allowed choices are 2020-05, 2020-09, 1.5.' },
  { args: ['--tator-delete-status', '500'], says: 'Allowed choices are 200, 204.' },
  { args: ['--tator-unknown', '410'], says: 'Allowed choices are 404, 500.' },
  { args: ['--tator-bare-key', 'maybe'], says: 'Allowed choices are accept, refuse.' },
  { args: ['--base-path', 'ogc'], says: 'expected a path such as /ogc.' },
  { args: ['--base-path', '/a b'], says: 'expected a path such as /ogc.' },
  { args: ['--base-path', '//'], says: 'expected a path such as /ogc.' },
  { args: ['--trust-proxy', 'perhaps'], says: 'Expected true or false.' },
  { args: ['--allow-private-callbacks', '1'], says: 'Expected true or false.' },
  { args: ['--allowed-host', 'double.example:80'], says: '"double.example:80" came; expected a host without a port, such as double.example.' },
  { args: ['--allowed-host', '*.example'], says: '"*.example" came; expected a host' },
  { args: ['--allowed-host', 'a,,b'], says: '"" came; expected a host' },
  { args: ['--allowed-host', '[::1]:80'], says: 'expected a host without a port' },
  { args: ['--control-origin', '*'], says: '"*" came; expected an origin, such as http://localhost:3000.' },
  { args: ['--control-origin', 'localhost:3000'], says: 'expected an origin' },
  { args: ['--control-origin', 'http://localhost/path'], says: 'expected an origin' },
  { args: ['--control-origin', 'null'], says: 'expected an origin' },
  { args: ['--log-level', 'loud'], says: 'Allowed choices are fatal, error, warn, info, debug, trace, silent.' },
  { args: ['--end-with-process', '0'], says: 'Expected a whole number from 1 to 2147483647.' },
  { args: ['--prot', '1'], says: 'unknown option \'--prot\'' }
]

t.test('a wrong flag is refused with what was expected, and nothing is served', async t => {
  for (const { args, says } of wrong) {
    const { serve, output } = await read(['serve', ...args])
    t.equal(serve, undefined, args.join(' '))
    t.ok(output.includes(says) && output.includes(args[0]!), output)
  }
})

t.test('a wrong variable of the environment is refused too', async t => {
  const { serve, output } = await read(['serve'], { JOBDOUBLE_DISMISS: 'forget' })
  t.equal(serve, undefined)
  t.match(output, /JOBDOUBLE_DISMISS.*Allowed choices are retain, remove, gone, refuse/)
})

t.test('a variable of the environment that is not known is refused, and what was probably meant', async t => {
  for (const command of ['serve', 'health']) {
    const { serve, health, output } = await read([command], { JOBDOUBLE_DISMIS: 'keep', JOBDOUBLE_NONSENSE: '1' })
    t.same([serve, health], [undefined, undefined])
    t.equal(output, 'error: the environment variable JOBDOUBLE_DISMIS is not known; did you mean JOBDOUBLE_DISMISS?\nerror: the environment variable JOBDOUBLE_NONSENSE is not known\n')
  }
  t.ok((await read(['serve'], { JOBDOUBLE_SERVICE_HOST: '10.0.0.1', JOBDOUBLE_PORT_8080_TCP: 'tcp://10.0.0.1:8080', JOBDOUBLE_NODE: '/usr/bin/node' })).serve, 'what Kubernetes and Docker set for a service of this name, and what the Python package is told, is not ours')
})

t.test('health asks where the double listens by the same flags and variables as serve, or at a URL', async t => {
  const address = async (args: readonly string[], environment: Record<string, string> = {}) => (await read(['health', ...args], environment)).health
  const cases: { args?: readonly string[], environment?: Record<string, string>, url: string }[] = [
    { url: 'http://127.0.0.1:8080' },
    { args: ['--port', '9', '--host', 'x', '--base-path', '/ogc/'], url: 'http://x:9/ogc' },
    { environment: { JOBDOUBLE_PORT: '9', JOBDOUBLE_HOST: 'x', JOBDOUBLE_BASE_PATH: '/ogc' }, url: 'http://x:9/ogc' },
    { args: ['--port', '7'], environment: { JOBDOUBLE_PORT: '9' }, url: 'http://127.0.0.1:7' },
    { args: ['--host', '0.0.0.0'], url: 'http://127.0.0.1:8080' },
    { args: ['--host', '::'], url: 'http://[::1]:8080' },
    { args: ['--host', '::1'], url: 'http://[::1]:8080' },
    { args: ['--url', 'http://x/ogc'], url: 'http://x/ogc' },
    { environment: { JOBDOUBLE_URL: 'http://y' }, url: 'http://y' },
    { environment: { JOBDOUBLE_URL: 'http://y', JOBDOUBLE_PORT: '9' }, url: 'http://y' },
    { args: ['--url', 'http://x'], environment: { JOBDOUBLE_PORT: '9' }, url: 'http://x' },
    { args: ['--port', '9'], environment: { JOBDOUBLE_URL: 'http://y' }, url: 'http://127.0.0.1:9' }
  ]
  for (const { args = [], environment = {}, url } of cases) t.equal(await address(args, environment), url, [...args, ...Object.entries(environment)].join(' '))
})

t.test('health refuses a URL together with a part of one, and a port that nobody can ask', async t => {
  for (const part of ['--host', '--port', '--base-path']) {
    const { health, output } = await read(['health', '--url', 'http://x', part, part === '--port' ? '9' : '/x'])
    t.equal(health, undefined)
    t.match(output, `--url is the whole address; expected it without ${part}`)
  }
  for (const url of ['double', 'ftp://double', 'http://']) {
    const { health, output } = await read(['health', '--url', url])
    t.equal(health, undefined)
    t.match(output, /--url.*Expected a URL such as http:\/\/127\.0\.0\.1:8080\./)
  }
  const { health, output } = await read(['health'], { JOBDOUBLE_PORT: '0' })
  t.equal(health, undefined)
  t.match(output, /JOBDOUBLE_PORT.*Expected a whole number from 1 to 65535/)
})

t.test('the program says its version, and its help names every flag and variable', async t => {
  t.equal((await read(['--version'])).output, `${version}\n`)
  const { output } = await read(['serve', '--help'])
  for (const { flag, variable } of flags) t.ok(output.includes(flag) && output.replace(/\s+/g, '').includes(variable), flag)
})

t.test('import is told where from, with which headers, and how much at most', async t => {
  t.match((await read(['import', 'http://x.example'])).import, { sources: ['http://x.example'], headers: {}, results: false, output: undefined, limits: { requests: 1000, bytes: 67108864, seconds: 300 } })
  t.match((await read(['import', 'a.yaml', 'b.json', '--results', '--output', 'seed.yaml', '--header', 'Authorization: Bearer a:b', '--header', 'X-Key:  1', '--max-requests', '5', '--max-bytes', '2048', '--max-time', '1'])).import,
    { sources: ['a.yaml', 'b.json'], headers: { authorization: 'Bearer a:b', 'x-key': '1' }, results: true, output: 'seed.yaml', limits: { requests: 5, bytes: 2048, seconds: 1 } })
  t.match((await read(['import', 'http://x.example', '--output', 'seed.yaml', '--persona', 'ours.yaml'])).import, { output: 'seed.yaml', persona: 'ours.yaml' })
  t.match((await read(['import', 'x'], { JOBDOUBLE_IMPORT_HEADER: 'Authorization: x' })).import, { headers: { authorization: 'x' } })
  for (const header of ['none', ': x', 'a b: c', 'a: \u{1f600}']) t.match((await read(['import', 'x', '--header', header])).error, /Expected a name, a colon and a value/, header)
})

t.test('a seed is watched where there is one', async t => {
  t.match((await read(['serve', '--seed', 'a.yaml', '--watch', '--state', 'state.json'])).serve, { seed: 'a.yaml', watch: true, state: 'state.json' })
  t.match((await read(['serve', '--watch'])).error, '--watch came without --seed; expected --seed <file> beside it')
})
