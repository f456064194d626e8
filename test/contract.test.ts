import t from 'tap'
import { type DismissPolicy, dismissPolicies } from '../src/jobs/dismissal.ts'
import { type TatorDialect, tatorDialects } from '../src/world/settings.ts'
import { ask, dialects, seed, table } from './routes/tator/fixture.ts'
import { build, type TestDouble } from './helper.ts'

const doubles = new Map<string, Promise<TestDouble>>()

/** A reset double for each dialect and policy. */
async function doubleOf (dialect: TatorDialect, policy: DismissPolicy = 'retain'): Promise<TestDouble> {
  const name = `${dialect} ${policy}`
  const made = doubles.get(name) ?? build(t, { seed, tator: dialect, dismiss: policy })
  doubles.set(name, made)
  const double = await made
  await double.reset()
  return double
}

/** One API's requests for the life of a job: created, polled until it runs, dismissed, gone. */
interface JobClient {
  readonly create: (double: TestDouble) => Promise<string>
  /** The status in the words of the API; `unknown` for a missing job. Absent if the API cannot read jobs. */
  readonly poll?: (double: TestDouble, id: string) => Promise<string>
  readonly list?: (double: TestDouble) => Promise<string[]>
  /** The status code of the answer. */
  readonly dismiss: (double: TestDouble, id: string) => Promise<number>
}

const ogc: JobClient = {
  async create (double) {
    const response = await double.app.inject({ method: 'POST', url: '/processes/echo/execution', headers: { prefer: 'respond-async' }, payload: { inputs: { message: 'hello', pause: 60 } } })
    return response.json().jobID
  },
  async poll (double, id) {
    const response = await double.app.inject(`/jobs/${id}`)
    return response.statusCode === 200 ? response.json().status : 'unknown'
  },
  list: async double => (await double.app.inject('/jobs')).json().jobs.map(({ jobID }: { jobID: string }) => jobID),
  dismiss: async (double, id) => (await double.app.inject({ method: 'DELETE', url: `/jobs/${id}` })).statusCode
}

const deleteJob = async (double: TestDouble, id: string) => (await ask(double, `DELETE /rest/Job/${id}`)).status

/** Requests that dialects with `uid` share. */
const byUid: Pick<Required<JobClient>, 'poll' | 'list' | 'dismiss'> = {
  async poll (double, id) {
    const { status, json } = await ask(double, `GET /rest/Job/${id}`)
    return status === 200 ? (json as { status: string }).status : 'unknown'
  },
  list: async double => ((await ask(double, 'GET /rest/Jobs/1')).json as { uid: string }[]).map(({ uid }) => uid),
  dismiss: deleteJob
}

/** Launches a job whose id is in this member of the answer. */
const createWith = (line: string, member: string) => async (double: TestDouble): Promise<string> => {
  const { json } = await ask(double, line, { body: { algorithm_name: 'single', media_ids: [1] } })
  return String((json as Record<string, string[]>)[member]![0])
}

const tators: Record<TatorDialect, JobClient> = {
  '2020-05': { create: createWith('POST /rest/AlgorithmLaunch/1', 'run_uids'), dismiss: deleteJob },
  '2020-09': { create: createWith('POST /rest/AlgorithmLaunch/1', 'uid'), ...byUid },
  1.5: { create: createWith('POST /rest/Jobs/1', 'id'), ...byUid }
}

const clientsOf = (dialect: TatorDialect): [string, JobClient][] => [['OGC', ogc], [`Tator ${dialect}`, tators[dialect]]]

/** Tator's word for each OGC status. */
const words: Record<string, string> = { accepted: 'Pending', running: 'Running', successful: 'Succeeded', failed: 'Failed', dismissed: 'unknown', unknown: 'unknown' }

/** What OGC shows after a running job was dismissed: running, dismissed or gone. */
const left: Record<DismissPolicy, string> = { retain: 'dismissed', remove: 'unknown', gone: 'dismissed', refuse: 'dismissed' }

t.same(dialects, tatorDialects, 'the story is told in every dialect')

for (const policy of dismissPolicies) {
  for (const dialect of tatorDialects) {
    t.test(`whoever creates a job and whoever dismisses it, the story is the same: ${dialect}, ${policy}`, async t => {
      const double = await doubleOf(dialect, policy)
      for (const [creator, { create }] of clientsOf(dialect)) {
        for (const [dismisser, { dismiss }] of clientsOf(dialect)) {
          const story = `created by ${creator}, dismissed by ${dismisser}`
          await double.reset()
          const id = await create(double)
          for (const [reader, { list }] of clientsOf(dialect)) {
            if (list !== undefined) t.same(await list(double), [id], `${story}: listed by ${reader}`)
          }
          double.clock.advance(30_000)
          t.equal(await ogc.poll?.(double, id), 'running', story)
          if (dialect !== '2020-05') t.equal(await tators[dialect].poll?.(double, id), 'Running', story)
          t.equal(await dismiss(double, id), policy === 'refuse' && dismisser === 'OGC' ? 202 : 200, story)
          if (policy === 'refuse') {
            t.equal(await ogc.poll?.(double, id), 'running', `${story}: it takes effect later`)
            double.clock.advance(2000)
          }
          t.equal(await ogc.poll?.(double, id), left[policy], story)
          t.same(await ogc.list?.(double), left[policy] === 'unknown' ? [] : [id])
          t.equal(await tators['1.5'].poll?.(double, id), 'unknown')
          if (dialect !== '2020-05') t.same(await tators[dialect].list?.(double), [])
          t.equal(await deleteJob(double, id), 404, `${story}: to Tator it never existed`)
          double.clock.advance(86_400_000)
          t.equal(await ogc.poll?.(double, id), left[policy], `${story}: it never comes back`)
        }
      }
    })
  }
}

t.test('at every instant both APIs say the same of a job, whichever launched it', async t => {
  const double = await doubleOf('1.5')
  const ids = [await ogc.create(double), await tators['1.5'].create(double)]
  const seen = new Set<string>()
  for (let second = 0; second <= 80; second += 5) {
    for (const id of ids) {
      const status = String(await ogc.poll?.(double, id))
      t.equal(await tators['1.5'].poll?.(double, id), words[status], `${status} after ${second} s`)
      seen.add(status)
    }
    double.clock.advance(5_000)
  }
  t.same(seen, new Set(['accepted', 'running', 'successful']), 'the whole life was seen')
})

/** The answer to the second of two dismissals, and OGC's final view. The job ran at the first one. */
const twice = table(`
  policy  first  second   answer  left
  retain  OGC    OGC      200     unknown
  retain  OGC    2020-05  404     dismissed
  retain  OGC    2020-09  404     dismissed
  retain  OGC    1.5      404     dismissed
  retain  2020-05  OGC    200     unknown
  retain  2020-09  OGC    200     unknown
  retain  1.5    OGC      200     unknown
  remove  OGC    OGC      404     unknown
  remove  OGC    2020-05  404     unknown
  remove  OGC    2020-09  404     unknown
  remove  OGC    1.5      404     unknown
  remove  2020-05  OGC    404     unknown
  remove  2020-09  OGC    404     unknown
  remove  1.5    OGC      404     unknown
  gone    OGC    OGC      410     dismissed
  gone    OGC    2020-05  404     dismissed
  gone    OGC    2020-09  404     dismissed
  gone    OGC    1.5      404     dismissed
  gone    2020-05  OGC    410     dismissed
  gone  2020-09  OGC    410     dismissed
  gone    2020-09  OGC    410     dismissed
  gone    1.5    OGC      410     dismissed`)

/** The same for a successful job: 2020-05 does not know it any more, the others delete it, OGC removes or marks it. */
const finished = table(`
  policy  dismisser  answer  left
  retain  OGC        200     unknown
  retain  2020-05    404     successful
  retain  2020-09    200     unknown
  retain  1.5        200     unknown
  remove  OGC        200     unknown
  remove  2020-05    404     successful
  remove  2020-09    200     unknown
  remove  1.5        200     unknown
  gone    OGC        200     dismissed
  gone    2020-05    404     successful
  gone    2020-09    200     dismissed
  gone    1.5        200     dismissed`)

const dialectOf = (...names: string[]): TatorDialect => tatorDialects.find(dialect => names.includes(dialect)) ?? '2020-05'
const dismissBy = (name: string) => name === 'OGC' ? ogc.dismiss : deleteJob

t.test('a second dismissal is answered as the policy says, whichever API the first came through', async t => {
  for (const { policy, first = '', second = '', answer, left } of twice) {
    const double = await doubleOf(dialectOf(first, second), policy as DismissPolicy)
    const id = await ogc.create(double)
    t.equal(await dismissBy(first)(double, id), 200)
    t.equal(await dismissBy(second)(double, id), Number(answer), `${policy}: ${first}, then ${second}`)
    t.equal(await ogc.poll?.(double, id), left)
  }
})

t.test('a job that has finished is dismissed as the policy and the dialect say', async t => {
  for (const { policy, dismisser = '', answer, left } of finished) {
    const double = await doubleOf(dialectOf(dismisser), policy as DismissPolicy)
    const id = await ogc.create(double)
    double.clock.advance(60_000)
    t.equal(await dismissBy(dismisser)(double, id), Number(answer), `${policy}: ${dismisser}`)
    t.equal(await ogc.poll?.(double, id), left)
  }
})

t.test('jobs of a group that OGC dismissed one by one leave the group when the last is', async t => {
  const double = await doubleOf('2020-05')
  const { json } = await ask(double, 'POST /rest/AlgorithmLaunch/1', { body: { algorithm_name: 'single', media_ids: [1, 2] } })
  const { run_uids: [first = '', second = ''], group_id: group } = json as { run_uids: string[], group_id: string }
  await ogc.dismiss(double, first)
  t.equal((await ask(double, `DELETE /rest/JobGroup/${group}`)).status, 200)
  t.equal(await ogc.poll?.(double, second), 'dismissed')
  t.equal((await ask(double, `DELETE /rest/JobGroup/${group}`)).status, 404)
})

t.test('of racing dismissals through both APIs exactly one cancels a running job', async t => {
  const double = await doubleOf('2020-05', 'gone')
  for (let round = 0; round < 5; round++) {
    const id = await tators['2020-05'].create(double)
    const answers = await Promise.all([ogc.dismiss(double, id), deleteJob(double, id), ogc.dismiss(double, id), deleteJob(double, id)])
    t.equal(answers.filter(status => status === 200).length, 1, answers.join())
    t.ok(answers.every(status => [200, 404, 410].includes(status)))
  }
})
