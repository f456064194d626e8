import t from 'tap'
import type { Seed } from '../../../schemas/seed.ts'
import { ManualClock } from '../../manual-clock.ts'
import type { OutgoingRequests } from '../../../src/outgoing/outgoing-requests.ts'
import { defaultSettings } from '../../../src/world/settings.ts'
import { createWorld } from '../../../src/world/create-world.ts'
import type { World } from '../../../src/world/world.ts'
import { seedReader } from '../../../src/seed/seed-reader.ts'

/** No server answers. */
const outgoing: OutgoingRequests = { send: async () => { throw new Error('an address that answers') }, refusalReason: () => undefined }

const world = (seed: Seed = {}): World => createWorld({ seedReader, seed, clock: new ManualClock(1_000_000), settings: defaultSettings, outgoing })

async function jobsOf (seed: Seed) {
  const made = world(seed)
  await made.reset()
  return [...(await made.jobs.list({}, { limit: Infinity })).jobs].reverse()
}

t.test('a world has no jobs until it is reset, and the seed\'s then, however often', async t => {
  const made = world({ jobs: [{ id: 'a' }, {}] })
  t.equal(await made.jobs.size(), 0)
  for (const time of ['once', 'twice']) {
    await made.reset()
    t.equal(await made.jobs.size(), 2, time)
  }
})

t.test('an empty world has the processes of the catalogue, and nothing else', async t => {
  const made = world()
  t.same([...made.processes.keys()], ['echo', 'fail', 'hold'])
  t.same([made.projects.size, made.users, made.homeProject], [0, [], 1])
})

t.test('a job launched through OGC belongs to the first project', async t => {
  t.equal(world({ projects: [{ id: 7 }, { id: 3 }] }).homeProject, 7)
  t.match(await jobsOf({ projects: [{ id: 7 }], jobs: [{}, { project: 3 }] }), [{ project: 7 }, { project: 3 }])
})

t.test('algorithms are numbered through all projects, and take one file and ten seconds unless they say otherwise', async t => {
  const { projects } = world({
    projects: [
      { id: 1, media: [4, 5], algorithms: [{ name: 'a' }, { name: 'b', files_per_job: 3, plan: { running: 2 } }] },
      { id: 2, algorithms: [{ name: 'a', plan: { outcome: 'failed' } }] },
      { id: 3 }
    ]
  })
  const plan = { accepted: 0, running: 10_000, outcome: 'successful' } as const
  t.same([...projects.values()].map(({ id, media, algorithms }) => ({ id, media, algorithms: [...algorithms.values()] })), [
    { id: 1, media: [4, 5], algorithms: [{ id: 1, name: 'a', filesPerJob: 1, plan, cases: [] }, { id: 2, name: 'b', filesPerJob: 3, plan: { ...plan, running: 2000 }, cases: [] }] },
    { id: 2, media: [], algorithms: [{ id: 3, name: 'a', filesPerJob: 1, plan: { ...plan, outcome: 'failed' }, cases: [] }] },
    { id: 3, media: [], algorithms: [] }
  ])
})

t.test('users are numbered, active unless they say otherwise, and found by their token', async t => {
  const { users, usersByToken } = world({ users: [{ name: 'a', token: 'x' }, { name: 'b', token: 'y', password: 'p', active: false, projects: { 1: 'view', 12: 'full' } }] })
  const [a, b] = users
  t.same(a, { id: 1, name: 'a', password: undefined, token: 'x', active: true, levels: new Map() })
  t.same(b, { id: 2, name: 'b', password: 'p', token: 'y', active: false, levels: new Map([[1, 'view'], [12, 'full']]) })
  t.equal(usersByToken.get('y'), b)
  t.equal(usersByToken.get('p'), undefined)
})

const algorithms = [{ name: 'slow', plan: { accepted: 1, running: 2 } }, { name: 'echo', plan: { running: 5 } }]
const plans: { what: string, seed: Seed, plan: object }[] = [
  { what: 'of its process and inputs', seed: { jobs: [{ process: 'fail', inputs: { after: 3, reason: 'No disk.' } }] }, plan: { accepted: 0, running: 3000, outcome: 'failed', reason: 'No disk.' } },
  { what: 'of echo, if it names no process', seed: { jobs: [{ inputs: { pause: 4 } }] }, plan: { accepted: 0, running: 4000, outcome: 'successful' } },
  { what: 'of its process as the seed has it', seed: { plans: { hold: { running: 1 } }, jobs: [{ process: 'hold' }] }, plan: { running: 1000 } },
  { what: 'of the process that the seed brings', seed: { processes: [{ id: 'buffer', plan: { running: 9 } }], jobs: [{ process: 'buffer' }] }, plan: { running: 9000 } },
  { what: 'of its algorithm', seed: { projects: [{ id: 1, algorithms }], jobs: [{ process: 'slow' }] }, plan: { accepted: 1000, running: 2000, outcome: 'successful' } },
  { what: 'of the algorithm rather than of the process of that name', seed: { projects: [{ id: 1, algorithms }], jobs: [{ process: 'echo' }] }, plan: { running: 5000 } },
  { what: 'of the process where the project has no such algorithm', seed: { projects: [{ id: 1, algorithms }], jobs: [{ process: 'echo', project: 2, inputs: { pause: 1 } }] }, plan: { running: 1000 } },
  { what: 'an ordinary one, if nobody knows its process', seed: { jobs: [{ process: 'transcode' }] }, plan: { accepted: 0, running: 10_000, outcome: 'successful' } },
  { what: 'its own where it says so', seed: { jobs: [{ process: 'fail', plan: { accepted: 8, outcome: 'successful' } }] }, plan: { accepted: 8000, running: 1000, outcome: 'successful' } }
]

for (const { what, seed, plan } of plans) {
  t.test(`the plan of a seed's job is that ${what}`, async t => {
    t.match(await jobsOf(seed), [{ plan }])
  })
}

t.test('a seed\'s job is as if it had been submitted, and dismissed, when the seed says', async t => {
  t.match(await jobsOf({ users: [{ name: 'u', token: 'x' }], jobs: [{}, { id: 'a', group: 'g', user: 'u', inputs: { message: 'x' }, age: 10, dismissed: 2.5 }, { user: 'stranger' }] }), [
    { id: 'a', group: 'g', user: 1, submitted: 990_000, dismissed: 997_500, inputs: { message: 'x' } },
    { id: /-/, user: 0, submitted: 1_000_000, dismissed: undefined, inputs: {} },
    { user: 0 }
  ])
})

t.test('jobs of a seed are submitted in the order of their ages, the oldest first', async t => {
  const jobs = await jobsOf({ jobs: [{ id: 'new' }, { id: 'old', age: 60 }, { id: 'older', age: 90 }, { id: 'as old', age: 60 }] })
  t.same(jobs.map(({ id }) => id), ['older', 'old', 'as old', 'new'])
})

t.test('a link that the seed knows is never followed: as text, as base64, or empty', async t => {
  const { fetchReference } = world({ references: { 'http://a/': { text: 'ä', mediaType: 'text/plain' }, 'http://b/': { base64: 'AAE=' }, 'http://c/': {} } })
  t.same(await fetchReference('http://a/'), { body: Buffer.from('ä'), mediaType: 'text/plain' })
  t.same(await fetchReference('http://b/'), { body: Buffer.of(0, 1), mediaType: undefined })
  t.same(await fetchReference('http://c/'), { body: Buffer.of(), mediaType: undefined })
  await t.rejects(fetchReference('http://d/'), { message: 'an address that answers' })
})

t.test('what a job is going to do is said by its process and the seed', async t => {
  const made = world({ plans: { echo: { accepted: 1 } } })
  t.same(made.planFor(made.processes.get('echo')!, { pause: 2 }), { accepted: 1000, running: 2000, outcome: 'successful' })
})

t.test('what fails in the background of a world that nobody gave a log to fails in silence', async t => {
  const one = world()
  one.runInBackground(Promise.reject(new Error('nobody hears')))
  await new Promise(resolve => setImmediate(resolve))
  t.equal(one.jobs.size(), 0)
})
