import t from 'tap'
import { createDouble, type Double } from '../src/create-double.ts'
import type { WorldHandle } from '../src/world/world-handle.ts'
import { loadSeed } from '../src/seed/load-seed.ts'
import { excerpt } from '../src/inputs/validation-error.ts'
import { build } from './helper.ts'

/** Values that TypeScript's types forbid, but plain JavaScript can pass. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- every call is wrong on purpose
type Loose = any

const number = (name: string, least: number, most: number): [object, string][] => [
  [{ [name]: least - 1 }, `createDouble: /${name}: ${least - 1} came; expected >= ${least}.`],
  [{ [name]: most + 1 }, `createDouble: /${name}: ${most + 1} came; expected <= ${most}.`],
  [{ [name]: '1' }, `createDouble: /${name}: "1" came; expected integer.`]
]

const options: [unknown, string][] = [
  [{ prot: 0 }, 'createDouble: prot is not a known member; did you mean port?'],
  [{ dissmiss: 'gone', seeds: {} }, 'createDouble: dissmiss is not a known member; did you mean dismiss?\ncreateDouble: seeds is not a known member; did you mean seed?'],
  [{ unheardOf: 1 }, 'createDouble: unheardOf is not a known member.'],
  ['port', 'createDouble: "port" came; expected object.'],
  [null, 'createDouble: null came; expected object.'],
  [{ dismiss: 'keep' }, 'createDouble: /dismiss: "keep" came; expected one of retain, remove, gone, refuse.'],
  [{ dismiss: 'retian' }, 'createDouble: /dismiss: "retian" came; expected one of retain, remove, gone, refuse; did you mean retain?'],
  [{ ogc: 1 }, 'createDouble: /ogc: 1 came; expected string.\ncreateDouble: /ogc: 1 came; expected one of 1.0, 2.0-draft.'],
  [{ ogc: '2.0' }, 'createDouble: /ogc: "2.0" came; expected one of 1.0, 2.0-draft; did you mean 1.0?'],
  [{ tator: '2020' }, 'createDouble: /tator: "2020" came; expected one of 2020-05, 2020-09, 1.5.'],
  [{ tatorDeleteStatus: 500 }, 'createDouble: /tatorDeleteStatus: 500 came; expected one of 200, 204.'],
  [{ tatorUnknown: 410 }, 'createDouble: /tatorUnknown: 410 came; expected one of 404, 500.'],
  [{ tatorBareKey: 'maybe' }, 'createDouble: /tatorBareKey: "maybe" came; expected one of accept, refuse.'],
  ...number('port', 0, 65535),
  ...number('maxJobs', 1, 10_000_000),
  ...number('maxWorlds', 1, 100_000),
  ...number('worldIdle', 0, 31_536_000),
  ...number('maxStreams', 1, 10_000),
  ...number('maxCallbacks', 1, 10_000),
  ...number('requestTimeout', 0, 3600),
  ...number('rememberRequests', 0, 1_000_000),
  ...number('journalBytes', 1024, 2 ** 40),
  ...number('inputBytes', 1024, 2 ** 40),
  ...number('maxBodyBytes', 1024, 2 ** 29 - 24),
  ...number('maxDepth', 1, 1000),
  ...number('maxFetches', 2, 1000),
  ...number('maxDeployed', 1, 100_000),
  ...number('deployedBytes', 1024, 2 ** 40),
  [{ deploy: 'yes' }, 'createDouble: /deploy: "yes" came; expected one of off, http, https, both.'],
  [{ deployment: { put: 205 } }, 'createDouble: /deployment/put: 205 came; expected one of 200, 201, 202, 204.'],
  [{ host: '' }, 'createDouble: /host: "" came; expected at least 1 characters.'],
  [{ host: 8080 }, 'createDouble: /host: 8080 came; expected string.'],
  [{ basePath: 'ogc' }, '"ogc" came; expected a path such as /ogc.'],
  [{ trustProxy: 'yes' }, 'createDouble: /trustProxy: "yes" came; expected boolean.'],
  [{ allowedHosts: 'double.example' }, 'createDouble: /allowedHosts: "double.example" came; expected array.'],
  [{ allowedHosts: ['double.example:80'] }, '"double.example:80" came; expected a host without a port, such as double.example.'],
  [{ controlOrigins: [80] }, 'createDouble: /controlOrigins/0: 80 came; expected string.'],
  [{ controlOrigins: ['localhost:3000'] }, '"localhost:3000" came; expected an origin, such as http://localhost:3000.'],
  [{ allowPrivateCallbacks: 1 }, 'createDouble: /allowPrivateCallbacks: 1 came; expected boolean.'],
  [{ control: 'of' }, 'createDouble: /control: "of" came; expected one of on, base-path, off or integer.'],
  [{ login: 'basic' }, 'createDouble: /login: "basic" came; expected one of off, bearer, api-key.'],
  [{ loginOpen: ['job'] }, 'createDouble: /loginOpen/0: "job" came; expected one of landing, conformance, api, processes, execution, deploy, jobs, dismissal; did you mean jobs?'],
  [{ loginTokenLifetime: 0 }, 'createDouble: /loginTokenLifetime: 0 came; expected >= 1.'],
  [{ controlKey: 5 }, 'createDouble: /controlKey: 5 came; expected string.'],
  [{ logLevel: 'loud' }, 'createDouble: /logLevel: "loud" came; expected one of fatal, error, warn, info, debug, trace, silent.'],
  [{ clock: 'manul' }, 'createDouble: /clock: "manul" came; expected one of system, manual, or a clock with now() and alarm(); did you mean manual?'],
  [{ clock: null }, 'createDouble: /clock: null came; expected one of system, manual, or a clock with now() and alarm().'],
  [{ clock: { now: () => 0 } }, 'createDouble: /clock: {} came; expected one of system, manual, or a clock with now() and alarm().'],
  [{ dismiss: () => 'gone' }, 'createDouble: /dismiss: () => "gone" came; expected string.\ncreateDouble: /dismiss: () => "gone" came; expected one of retain, remove, gone, refuse.'],
  [{ port: 80n }, 'createDouble: /port: 80 came; expected integer.'],
  [{ port: NaN }, 'createDouble: /port: NaN came; expected integer.'],
  [{ seed: 7 }, 'The seed is wrong:\n  /: 7 came; expected object'],
  [{ seed: { job: [] } }, 'The seed is wrong:\n  /: job is not a known member; did you mean jobs?'],
  [{ seed: './nowhere.yaml' }, 'The seed file ./nowhere.yaml cannot be read: ENOENT: no such file or directory, open \'./nowhere.yaml\'']
]

t.test('an option that is not known, or does not fit, is refused with what was expected', async t => {
  for (const [wrong, message] of options) await t.rejects(createDouble(wrong as Loose), { message }, excerpt(wrong))
  await t.rejects(loadSeed(7 as Loose), { message: 'loadSeed: 7 came; expected the path or the file: URL of a seed file.' })
})

/** Calls with invalid arguments, for the double and for a world alike. */
const calls: [call: (handle: Loose) => unknown, message: string][] = [
  [({ configure }) => configure({ dismis: 'gone' }), 'configure: dismis is not a known member; did you mean dismiss?'],
  [({ configure }) => configure({ dismiss: 'keep' }), 'configure: /dismiss: "keep" came; expected one of retain, remove, gone, refuse.'],
  [({ configure }) => configure({ fixedDelay: -1 }), 'configure: /fixedDelay: -1 came; expected >= 0.'],
  [({ configure }) => configure(), 'configure: nothing came; expected object.'],
  [({ clock }) => clock.freeze('2026-01-01'), 'clock.freeze: "2026-01-01" came; expected number.'],
  [({ clock }) => clock.freeze(0), 'A clock does not go back: expected an instant from 1767225600000 on, got 0.'],
  [({ clock }) => clock.run('fast'), 'clock.run: "fast" came; expected number.'],
  [({ clock }) => clock.run(0), 'clock.run: 0 came; expected > 0.'],
  [({ clock }) => clock.advance(), 'clock.advance: nothing came; expected number or string.'],
  [({ clock }) => clock.advance('soon'), '"soon" is not a duration; expected milliseconds of 0 or more, or a text such as "30s", "5m" or "2h".'],
  [({ clock }) => clock.advance(-1), '-1 is not a duration; expected milliseconds of 0 or more, or a text such as "30s", "5m" or "2h".'],
  [({ jobs }) => jobs.add(), 'jobs.add: nothing came; expected object.'],
  [({ jobs }) => jobs.add({ proces: 'echo' }), 'jobs.add: proces is not a known member; did you mean process?'],
  [({ jobs }) => jobs.add({ process: 'ecko' }), '/process: "ecko" came; expected a process, or an algorithm of the project 1: one of echo, fail, hold, demo, transcode; did you mean echo?'],
  [({ jobs }) => jobs.add({ user: 'exceute' }), '/user: "exceute" came; expected the name of a user: execute, view; did you mean execute?'],
  [({ jobs }) => jobs.add({ project: 9 }), '/project: 9 came; expected the id of a project: 1.'],
  [({ jobs }) => jobs.add({ status: 'runing' }), 'jobs.add: /status: "runing" came; expected one of accepted, running, successful, failed, dismissed; did you mean running?'],
  [({ jobs }) => jobs.add({ progress: 40 }), '/progress: 40 came; expected it with the status running or failed or dismissed only.'],
  [({ jobs }) => jobs.add({ status: 'running', results: {} }), '/results: {} came; expected it with the status successful only.'],
  [({ jobs }) => jobs.add({ status: 'running', reason: 'x' }), '/reason: "x" came; expected it with the status failed only.'],
  [({ jobs }) => jobs.add({ status: 'running', plan: {} }), '/plan: {} came; expected nothing, since the status running says where the job stands.'],
  [({ jobs }) => jobs.add({ status: 'running', dismissed: 1 }), '/dismissed: 1 came; expected nothing, since the status running says where the job stands.'],
  [({ jobs }) => jobs.add({ inputs: { mesage: 'x' } }), '/inputs: mesage is not an input of the process echo; there are: message, pause, numbers, extent, geometry, record, timestamp, flag, image; did you mean message?\n/inputs/message: 0 values came; expected at least 1.'],
  [({ jobs }) => jobs.add({ inputs: { message: '\ud800' } }), '/inputs/message: a text with half of a surrogate pair came; expected Unicode that is well formed.'],
  [({ jobs }) => jobs.add({ id: 'running' }), 'A job with the id "running" exists already. Choose another, or wait until that job is forgotten.'],
  [({ jobs }) => jobs.get(), 'jobs.get: nothing came; expected string.'],
  [({ jobs }) => jobs.list({ state: 'running' }), 'jobs.list: state is not a known member; did you mean status?'],
  [({ jobs }) => jobs.finish('typo'), 'There is no job "typo".'],
  [({ jobs }) => jobs.finish('running', { result: {} }), 'jobs.finish: result is not a known member; did you mean results?'],
  [({ jobs }) => jobs.finish('running', { results: { mesage: 'x' } }), '/results: mesage is not an output of the process hold; there are: message; did you mean message?'],
  [({ jobs }) => jobs.finish('running', { results: { message: 5 } }), '/results/message: 5 came; expected string.'],
  [({ jobs }) => jobs.finish('demo-1', { results: { message: 5 } }), '/results: {"message":5} came; expected none, since the job "demo-1" is of demo, and only the processes of OGC have results.'],
  [({ jobs }) => jobs.finish('done'), 'The job "done" is successful; it cannot become successful.'],
  [({ jobs }) => jobs.fail('typo'), 'There is no job "typo".'],
  [({ jobs }) => jobs.fail('running', 'No space left'), 'jobs.fail: "No space left" came; expected object.'],
  [({ jobs }) => jobs.hold(7), 'jobs.hold: 7 came; expected string.'],
  [({ jobs }) => jobs.release('running'), 'The job "running" is running; it cannot be released.'],
  [({ jobs }) => jobs.move('running', 'accepted'), 'jobs.move: /status: "accepted" came; expected one of running, successful, failed, dismissed.'],
  [({ jobs }) => jobs.dismiss('typo'), 'There is no job "typo".'],
  [({ requests }) => requests.count({ methd: 'DELETE' }), 'requests.count: methd is not a known member; did you mean method?'],
  [({ requests }) => requests.list({ headers: { accept: { equlTo: 'x' } } }), 'requests.list: /headers/accept: equlTo is not a known member; did you mean equalTo?'],
  [({ requests }) => requests.waitFor(), 'requests.waitFor: nothing came; expected object.'],
  [({ requests }) => requests.waitFor({ urlPat: '/' }), 'requests.waitFor: urlPat is not a known member; did you mean urlPath?'],
  [({ requests }) => requests.waitFor({}, { timout: 5 }), 'requests.waitFor: options: timout is not a known member; did you mean timeout?'],
  [({ requests }) => requests.waitFor({}, 5), 'requests.waitFor: options: 5 came; expected object.'],
  [({ faults }) => faults.add({ status: 500, match: { metod: 'GET' } }), 'faults.add: /match: metod is not a known member; did you mean method?'],
  [({ faults }) => faults.add({ statsu: 500 }), 'faults.add: statsu is not a known member; did you mean status?'],
  [({ faults }) => faults.add({ match: { method: 'GET' } }), 'A fault without effect came; expected one of fault, status, retryAfter, fixedDelayMilliseconds, delayDistribution, chunkedDribbleDelay.'],
  [({ faults }) => faults.remove('typo'), 'There is no fault "typo"; there are: none.'],
  [({ lifecycle }) => lifecycle.set('echo', { progression: 'stuck' }), 'lifecycle.set: "echo" came; expected pattern "^(ogc|tator)::.+$".'],
  [({ lifecycle }) => lifecycle.set('ogc::ecko', { progression: 'stuck' }), 'model_name: "ogc::ecko" came; expected ogc::job, or ogc:: and one of echo, fail, hold; did you mean echo?'],
  [({ lifecycle }) => lifecycle.set('tator::dmo', { progression: 'stuck' }), 'model_name: "tator::dmo" came; expected tator::job, or tator:: and one of transcode, demo; did you mean demo?'],
  [({ lifecycle }) => lifecycle.set('ogc::job', { progression: 'stuk' }), 'lifecycle.set: /progression: "stuk" came; expected one of immediate, time, manual, stuck, fail; did you mean stuck?'],
  [({ lifecycle }) => lifecycle.set('ogc::job', { progression: 'immediate', seconds: 5 }), 'seconds: 5 came; expected nothing, since the progression immediate has no such member.'],
  [({ lifecycle }) => lifecycle.set('ogc::job', { progression: 'time', times: 5 }), 'times: 5 came; expected nothing, since the progression time has only seconds.'],
  [({ lifecycle }) => lifecycle.get('ogc::ecko'), 'model_name: "ogc::ecko" came; expected ogc::job, or ogc:: and one of echo, fail, hold; did you mean echo?'],
  [({ lifecycle }) => lifecycle.unset('ogc::ecko'), 'model_name: "ogc::ecko" came; expected ogc::job, or ogc:: and one of echo, fail, hold; did you mean echo?'],
  [({ snapshots }) => snapshots.take(''), 'snapshots.take: "" came; expected at least 1 characters.'],
  [({ snapshots }) => snapshots.restore('typo'), 'There is no snapshot "typo"; there are: none.'],
  [({ snapshots }) => snapshots.remove('typo'), 'There is no snapshot "typo"; there are: none.'],
  [handle => handle.reset('./nowhere.yaml'), 'The seed file ./nowhere.yaml cannot be read: ENOENT: no such file or directory, open \'./nowhere.yaml\''],
  [handle => handle.reset(null), 'The seed is wrong:\n  /: null came; expected object'],
  [handle => handle.setProviderState('a runing job exists'), 'The state "a runing job exists" is not known; there are: no jobs exist; an accepted job exists; a running job exists; a successful job exists; a failed job exists; a dismissed job exists; did you mean a running job exists?'],
  [handle => handle.setProviderState(5), 'setProviderState: 5 came; expected string.'],
  [handle => handle.setProviderState('a running job exists', { id: 5 }), 'params/id: 5 came; expected a text.']
]

const attempt = async (call: (handle: Loose) => unknown, handle: Loose): Promise<string> => {
  try {
    await call(handle)
    return 'nothing was refused'
  } catch (error) {
    return (error as Error).message
  }
}

t.test('an argument that is not known, or does not fit, is refused with what was expected, and nothing changes', async t => {
  const double = await build(t)
  for (const handle of [double, double.world('mine')]) {
    const before = JSON.stringify([handle.jobs.list(), handle.settings, handle.faults.list(), handle.clock.now()])
    for (const [call, message] of calls) {
      t.equal(await attempt(call, handle), message, call.toString())
    }
    t.equal(JSON.stringify([handle.jobs.list(), handle.settings, handle.faults.list(), handle.clock.now()]), before)
  }
  for (const name of ['a/b', '', 'a b', 'x'.repeat(101), 7, undefined]) {
    t.throws(() => double.world(name as Loose), { message: /^world: .* came; expected a name of 1 to 100 letters, digits, "\.", "~", "_" or "-"\.$/ })
  }
})

/** Every member of the objects that a test holds; a new member must be added here. */
const members: Record<string, readonly string[]> = {
  '': ['name', 'url', 'clock', 'jobs', 'requests', 'cases', 'deployments', 'faults', 'lifecycle', 'snapshots', 'callbacks', 'settings', 'configure', 'reset', 'setProviderState', 'expectNoLeakedJobs'],
  clock: ['now', 'frozen', 'scale', 'freeze', 'run', 'advance', 'next', 'reset'],
  jobs: ['add', 'get', 'list', 'size', 'finish', 'fail', 'hold', 'release', 'move', 'dismiss'],
  requests: ['list', 'count', 'waitFor', 'clear'],
  cases: ['add', 'list', 'remove', 'clear'],
  deployments: ['list', 'hold', 'release', 'finish', 'fail'],
  faults: ['add', 'list', 'remove', 'clear'],
  lifecycle: ['set', 'get', 'unset', 'clear'],
  snapshots: ['take', 'restore', 'remove', 'list']
}

/** Valid arguments for each call. */
const rightArguments: Readonly<Record<string, readonly unknown[]>> = {
  configure: [{}], setProviderState: ['no jobs exist'], 'clock.advance': [1], 'jobs.add': [{}], 'jobs.get': ['a'], 'jobs.finish': ['a'], 'jobs.fail': ['a'], 'jobs.hold': ['a'], 'jobs.release': ['a'], 'jobs.move': ['a'], 'jobs.dismiss': ['a'], 'requests.waitFor': [{}], 'cases.add': [{ process: 'echo', results: {} }], 'cases.remove': ['a'], 'deployments.hold': ['a'], 'deployments.release': ['a'], 'deployments.finish': ['a'], 'deployments.fail': ['a'], 'faults.add': [{ status: 500 }], 'faults.remove': ['a'], 'lifecycle.set': ['ogc::job', { progression: 'stuck' }], 'lifecycle.get': ['ogc::job'], 'lifecycle.unset': ['ogc::job'], 'snapshots.take': ['a'], 'snapshots.restore': ['a'], 'snapshots.remove': ['a']
}

t.test('the objects that a test holds have these members and no others: nothing of the inside', async t => {
  const double = await createDouble({ clock: 'manual' })
  const world = double.world('mine')
  await double.close()
  for (const [part, names] of Object.entries(members)) t.same(Object.keys(part === '' ? world : (world as Loose)[part]), names, part)
  t.same(Object.keys(double).slice(members['']!.length), ['controlUrl', 'app', 'tokens', 'allowPrivateCallbacks', 'world', 'close'])
})

t.test('after close() every call is refused, and closing again does nothing', async t => {
  const double: Double = await createDouble({ clock: 'manual' })
  const world: WorldHandle = double.world('mine')
  await double.close()
  await double.close()
  const refusal = 'The double is closed. Create another with createDouble().'
  const inert = ['name', 'url', 'clock', 'jobs', 'requests', 'cases', 'deployments', 'faults', 'lifecycle', 'snapshots']
  for (const handle of [double, world] as Loose[]) {
    for (const [part, names] of Object.entries(members)) {
      for (const name of names.filter(name => part !== '' || !inert.includes(name))) {
        const place = part === '' ? name : `${part}.${name}`
        const use = (handle: Loose) => {
          const holder = part === '' ? handle : handle[part]
          return typeof Object.getOwnPropertyDescriptor(holder, name)?.get === 'function' ? holder[name] : holder[name](...rightArguments[place] ?? [])
        }
        t.equal(await attempt(use, handle), refusal, place)
      }
    }
  }
  t.throws(() => double.world('other'), { message: refusal })
})
