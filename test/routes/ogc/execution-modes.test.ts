import { request } from 'node:http'
import t, { type Test } from 'tap'
import type { DoubleOptions } from '../../../src/double-options.ts'
import { type Clock } from '../../../src/jobs/clock.ts'
import { ManualClock } from '../../manual-clock.ts'
import type { Job } from '../../../src/jobs/job.ts'
import { build, draft, type TestDouble } from '../../helper.ts'

/** Waits until all pending work waits itself. */
const quiet = () => new Promise(resolve => setImmediate(resolve))

interface Watched {
  readonly double: TestDouble
  readonly clock: ManualClock
  /** The number of alarms of the clock. */
  alarms (): number
  /** The next submitted job, when its execution waits. */
  submitted (): Promise<Job>
  /** The next removed job. */
  forgotten (): Promise<string>
}

/** A double with counted alarms. */
async function watched (t: Test, options: DoubleOptions = {}): Promise<Watched> {
  const clock = new ManualClock()
  let alarms = 0
  const counted: Clock = {
    now: () => clock.now(),
    alarm (at, ring) {
      alarms++
      let set = true
      const unset = () => {
        if (set) alarms--
        set = false
      }
      const callOff = clock.alarm(at, () => { unset(); ring() })
      return () => { unset(); callOff() }
    }
  }
  const double = await build(t, { seed: {}, ...options, clock: counted })
  const { store: jobs } = double
  const [submit, forget] = [jobs.submit.bind(jobs), jobs.forget.bind(jobs)]
  return {
    double,
    clock,
    alarms: () => alarms,
    submitted: () => new Promise(resolve => {
      jobs.submit = drafts => {
        const submitted = submit(drafts)
        setImmediate(resolve, submitted[0]!)
        return submitted
      }
    }),
    forgotten: () => new Promise(resolve => {
      jobs.forget = id => {
        forget(id)
        resolve(id)
      }
    })
  }
}

const execute = ({ app }: TestDouble, body: object, prefer?: string | string[], process = 'echo') => app.inject({
  method: 'POST',
  url: `/processes/${process}/execution`,
  payload: body,
  // Node joins a repeated header to an array.
  ...(prefer !== undefined && { headers: { prefer: prefer as string } })
})

const paused = { inputs: { message: 'hello', pause: 10 }, outputs: { message: {} } }

const modes: { prefer: string | string[] | undefined, after: number, status: number, applied: string | undefined }[] = [
  { prefer: undefined, after: 10_000, status: 200, applied: undefined },
  { prefer: 'respond-async', after: 0, status: 201, applied: 'respond-async' },
  { prefer: 'respond-async ', after: 0, status: 201, applied: 'respond-async' },
  { prefer: 'RESPOND-ASYNC', after: 0, status: 201, applied: 'respond-async' },
  { prefer: 'respond-async; foo=bar', after: 0, status: 201, applied: 'respond-async' },
  { prefer: 'return=minimal, respond-async', after: 0, status: 201, applied: 'respond-async' },
  { prefer: 'respond-sync', after: 10_000, status: 200, applied: undefined },
  { prefer: 'return=representation', after: 10_000, status: 200, applied: undefined },
  { prefer: 'foo="respond-async, wait=1"', after: 10_000, status: 200, applied: undefined },
  { prefer: '', after: 10_000, status: 200, applied: undefined },
  { prefer: 'wait=20', after: 10_000, status: 200, applied: 'wait=20' },
  { prefer: 'wait=10', after: 10_000, status: 200, applied: 'wait=10' },
  { prefer: 'wait="20"', after: 10_000, status: 200, applied: 'wait=20' },
  { prefer: 'wait=9', after: 9000, status: 201, applied: 'wait=9' },
  { prefer: 'wait=0', after: 0, status: 201, applied: 'wait=0' },
  { prefer: 'wait=soon', after: 10_000, status: 200, applied: undefined },
  { prefer: 'wait=-1', after: 10_000, status: 200, applied: undefined },
  { prefer: 'wait', after: 10_000, status: 200, applied: undefined },
  { prefer: 'wait=9999999999', after: 10_000, status: 200, applied: undefined },
  { prefer: 'respond-async, wait=20', after: 10_000, status: 200, applied: 'wait=20' },
  { prefer: 'respond-async, wait=5', after: 5000, status: 201, applied: 'respond-async, wait=5' },
  { prefer: 'wait=5, respond-async', after: 5000, status: 201, applied: 'respond-async, wait=5' },
  { prefer: 'respond-async, wait=soon', after: 0, status: 201, applied: 'respond-async' },
  { prefer: ['respond-async', 'wait=5'], after: 5000, status: 201, applied: 'respond-async, wait=5' }
]

for (const ogc of ['1.0', '2.0-draft'] as const) {
  t.test(`how an execution is answered is the client's to prefer (${ogc})`, async t => {
    const { double, clock, submitted, alarms } = await watched(t, { ogc })
    for (const { prefer, after, status, applied } of modes) {
      const title = `Prefer: ${JSON.stringify(prefer)}`
      await double.reset()
      const waits = submitted()
      let answered = false
      const answer = execute(double, paused, prefer).finally(() => { answered = true })
      await waits
      if (after > 0) {
        clock.advance(after - 1)
        await quiet()
        t.equal(answered, false, `${title} is not answered too early`)
        clock.advance(1)
      }
      const { statusCode, headers, body } = await answer
      t.equal(statusCode, status, title)
      t.equal(headers['preference-applied'], applied, title)
      t.equal(alarms(), 0, `${title} leaves no alarm`)
      if (status === 200) {
        t.equal(body, 'hello', title)
        t.equal(await double.store.size(), 0, `${title} leaves no job`)
        t.notOk('location' in headers, title)
      } else {
        const { jobID } = JSON.parse(body)
        t.match(String(headers.location), new RegExp(`^http://.*/jobs/${jobID}$`), title)
        t.ok(await double.store.get(jobID), `${title} leaves a job to come back to`)
      }
    }
  })
}

t.test('a job that took longer than its client would wait goes on alone', async t => {
  const { double, clock, submitted } = await watched(t)
  const waits = submitted()
  const answer = execute(double, paused, 'wait=4')
  const { id } = await waits
  clock.advance(4000)
  t.match((await answer).json(), { jobID: id, status: 'running', progress: 40 })
  clock.advance(6000)
  t.equal((await double.app.inject(`/jobs/${id}/results`)).body, 'hello')
})

t.test('a synchronous execution is a job as long as it runs', async t => {
  const { double, clock, submitted } = await watched(t)
  const waits = submitted()
  const answer = execute(double, paused)
  const { id } = await waits
  t.match((await double.app.inject(`/jobs/${id}`)).json(), { jobID: id, status: 'running' })
  clock.advance(10_000)
  await answer
  t.equal((await double.app.inject(`/jobs/${id}`)).statusCode, 404)
})

t.test('a synchronous execution that fails says why, and leaves nothing behind', async t => {
  const { double, clock, submitted, alarms } = await watched(t, { seed: { plans: { echo: { outcome: 'failed' } } } })
  for (const [process, detail] of [['fail', 'The disk is full.'], ['echo', 'The job failed without a reason.']] as const) {
    const waits = submitted()
    const answer = execute(double, process === 'fail' ? { inputs: { after: 1, reason: 'The disk is full.' } } : paused, undefined, process)
    await waits
    clock.advance(10_000)
    t.equal((await answer).statusCode, 500)
    t.match((await answer).json(), { type: 'NoApplicableCode', title: 'Job failed', detail })
    t.same([await double.store.size(), alarms()], [0, 0])
  }
})

for (const policy of ['retain', 'remove', 'gone'] as const) {
  t.test(`a synchronous execution that is dismissed ends at once and leaves nothing behind (${policy})`, async t => {
    const { double, submitted, alarms } = await watched(t, { dismiss: policy })
    const waits = submitted()
    const answer = execute(double, {}, undefined, 'hold')
    const { id } = await waits
    const dismissal = await double.app.inject({ method: 'DELETE', url: `/jobs/${id}` })
    t.match(dismissal.json(), { jobID: id, status: 'dismissed' })
    t.equal((await answer).statusCode, 500)
    t.match((await answer).json(), { title: 'Job was dismissed', detail: 'The execution was dismissed before it ended.' })
    t.equal((await double.app.inject(`/jobs/${id}`)).statusCode, 404)
    t.same([await double.store.size(), alarms()], [0, 0])
  })
}

t.test('a synchronous execution whose world is reset ends at once', async t => {
  const { double, submitted, alarms } = await watched(t)
  const waits = submitted()
  const answer = execute(double, {}, undefined, 'hold')
  await waits
  await double.reset()
  t.match((await answer).json(), { status: 503, detail: /world "default" was reset or removed before this request was finished/ })
  t.same([await double.store.size(), alarms()], [0, 0])
})

t.test('a synchronous execution whose client hangs up ends at once and leaves nothing behind', async t => {
  const { double, submitted, forgotten, alarms } = await watched(t, { port: 0 })
  const [waits, forgets] = [submitted(), forgotten()]
  const client = request(`${double.url}/processes/hold/execution`, { method: 'POST', headers: { 'content-type': 'application/json' } })
  client.on('error', () => {})
  client.end('{}')
  const { id } = await waits
  t.equal(alarms(), 0, 'nothing is set on the clock for what never ends')
  client.destroy()
  t.equal(await forgets, id)
  t.same([await double.store.size(), alarms()], [0, 0])
})

t.test('closing ends an execution that waits for ever', async t => {
  const { double, submitted } = await watched(t, { port: 0 })
  const waits = submitted()
  const answer = fetch(`${double.url}/processes/hold/execution`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
  const refused = t.rejects(answer)
  await waits
  await double.close()
  await refused
})

/** The parts of a multipart body: headers and content. */
function partsOf (type: unknown, body: string) {
  const boundary = /boundary=(.+)$/.exec(String(type))?.[1] ?? ''
  const [preamble, ...parts] = body.split(`--${boundary}`)
  return {
    preamble,
    end: parts.pop(),
    parts: parts.map(part => {
      const [head = '', content = ''] = part.slice(2, -2).split(/\r\n\r\n([^]*)/)
      return { ...Object.fromEntries(head.split('\r\n').map(line => line.split(': '))), content }
    })
  }
}

const point = { type: 'Point', coordinates: [1, 2] }
const inputs = {
  message: 'hello', numbers: [1, 2], extent: { bbox: [1, 2, 3, 4] }, geometry: { value: point }, record: { value: { a: 1 } }, flag: true, image: 'SUkq', pause: 0
}
const values = {
  message: 'hello',
  pause: 0,
  numbers: [1, 2],
  extent: { bbox: [1, 2, 3, 4] },
  geometry: { value: point, mediaType: 'application/geo+json' },
  record: { value: { a: 1 } },
  flag: true,
  image: { value: 'SUkq', mediaType: 'image/tiff; application=geotiff', encoding: 'base64' }
}

t.test('one raw value comes in its own media type', async t => {
  const double = await build(t, { seed: {} })
  for (const [name, type, body] of [
    ['message', 'text/plain; charset=utf-8', 'hello'],
    ['pause', 'application/json', '0'],
    ['numbers', 'application/json', '[1,2]'],
    ['extent', 'application/json', '{"bbox":[1,2,3,4]}'],
    ['geometry', 'application/geo+json', JSON.stringify(point)],
    ['record', 'application/json', '{"a":1}'],
    ['flag', 'application/json', 'true'],
    ['image', 'image/tiff; application=geotiff', 'II*']
  ] as const) {
    const answer = await execute(double, { inputs, outputs: { [name]: {} } })
    t.equal(answer.statusCode, 200, name)
    t.equal(answer.headers['content-type'], type, name)
    t.equal(answer.body, body, name)
    t.notOk('link' in answer.headers, 'nothing stays that could be linked to')
  }
  const gml = await execute(double, { inputs: { message: 'hello', geometry: '<gml/>' }, outputs: { geometry: {} } })
  t.equal(gml.headers['content-type'], 'application/gml+xml; version=3.2')
  t.equal(gml.body, '<gml/>')
})

t.test('encoded bytes of which no media type is said are just bytes', async t => {
  const bytes = { schema: { type: 'string', contentEncoding: 'base64' } }
  const double = await build(t, { seed: { processes: [{ id: 'bytes', outputs: { bytes, other: { schema: { type: 'string', contentMediaType: 'text/csv' } } }, results: { bytes: 'AAEC', other: 'a,b' } }] } })
  const answer = await execute(double, { outputs: { bytes: {} } }, undefined, 'bytes')
  t.equal(answer.headers['content-type'], 'application/octet-stream')
  t.same(answer.rawPayload, Buffer.from([0, 1, 2]))
  t.same((await execute(double, { response: 'document' }, undefined, 'bytes')).json(), { bytes: { value: 'AAEC', mediaType: 'application/octet-stream', encoding: 'base64' }, other: { value: 'a,b', mediaType: 'text/csv' } })
})

t.test('several raw values come in parts, each in its own media type, in the order that they were asked for', async t => {
  const double = await build(t, { seed: {} })
  const { statusCode, headers, body } = await execute(double, { inputs, outputs: { numbers: {}, message: { transmissionMode: 'value' }, image: {} } })
  t.equal(statusCode, 200)
  t.match(headers['content-type'], /^multipart\/related; boundary=/)
  t.same(partsOf(headers['content-type'], body), {
    preamble: '',
    end: '--\r\n',
    parts: [
      { 'Content-Type': 'application/json', 'Content-ID': '<numbers>', content: '[1,2]' },
      { 'Content-Type': 'text/plain; charset=utf-8', 'Content-ID': '<message>', content: 'hello' },
      { 'Content-Type': 'image/tiff; application=geotiff', 'Content-ID': '<image>', content: 'II*' }
    ]
  })
})

t.test('a part that is wanted by reference is empty and says where it is', async t => {
  const double = await build(t, { seed: {} })
  const { headers, body } = await execute(double, { inputs, outputs: { message: {}, numbers: { transmissionMode: 'reference' } } })
  const [, part] = partsOf(headers['content-type'], body).parts as [unknown, Record<string, string>]
  t.match(part, { 'Content-ID': '<numbers>', 'Content-Type': 'application/json', content: '' })
  t.equal((await double.app.inject(new URL(part['Content-Location'] ?? '').pathname)).body, '[1,2]')
})

t.test('raw values by reference come as links alone, and the job stays that they lead to', async t => {
  const double = await build(t, { seed: {} })
  const outputs = { message: { transmissionMode: 'reference' }, numbers: { transmissionMode: 'reference' } }
  const { statusCode, headers, body } = await execute(double, { inputs, outputs })
  t.equal(statusCode, 204)
  t.equal(body, '')
  const links = Object.fromEntries([...String(headers['link']).matchAll(/<(.*?)>; rel="(.*?)"/g)].map(([, href = '', rel]) => [rel, new URL(href).pathname]))
  t.same(Object.keys(links), ['monitor', 'message', 'numbers'])
  t.match((await double.app.inject(links['monitor'] ?? '')).json(), { status: 'successful' })
  t.equal((await double.app.inject(links['message'] ?? '')).body, 'hello')
  t.equal((await double.app.inject(links['numbers'] ?? '')).body, '[1,2]')
})

t.test('a document holds everything, qualified where it must be', async t => {
  const double = await build(t, { seed: {} })
  const { statusCode, headers, body } = await execute(double, { inputs, response: 'document' })
  t.equal(statusCode, 200)
  t.match(headers['content-type'], /^application\/json/)
  t.same(JSON.parse(body), { ...values, timestamp: '2026-01-01T12:00:00Z' }, 'an output whose input was not given comes too')
})

t.test('a document links to what was wanted by reference', async t => {
  const double = await build(t, { seed: {} })
  const { body } = await execute(double, { inputs, outputs: { message: {}, image: { transmissionMode: 'reference' } }, response: 'document' })
  const { message, image } = JSON.parse(body)
  t.equal(message, 'hello')
  t.match(image, { href: /\/results\/image$/, type: 'image/tiff; application=geotiff' })
  t.equal((await double.app.inject(new URL(image.href).pathname)).body, 'II*')
})

t.test('a job keeps how its results were asked for', async t => {
  const double = await build(t, { seed: {} })
  for (const [body, type] of [
    [{ inputs, outputs: { message: {} } }, /^text\/plain/],
    [{ inputs, outputs: { message: {}, numbers: {} } }, /^multipart\/related/],
    [{ inputs, response: 'document' }, /^application\/json/]
  ] as const) {
    const { jobID } = (await execute(double, body, 'respond-async')).json()
    const { statusCode, headers } = await double.app.inject(`/jobs/${jobID}/results`)
    t.equal(statusCode, 200)
    t.match(headers['content-type'], type)
  }
})

t.test('results may come as a page', async t => {
  const double = await build(t, { seed: {} })
  const { statusCode, headers, body } = await double.app.inject({ method: 'POST', url: '/processes/echo/execution?f=html', payload: { inputs } })
  t.equal(statusCode, 200)
  t.match(headers['content-type'], /^text\/html/)
  t.match(body, /hello/)
})

t.test('a process that the seed gives no outputs has an empty document of results', async t => {
  const double = await build(t, { seed: { processes: [{ id: 'mute' }] } })
  const { statusCode, body } = await execute(double, {}, undefined, 'mute')
  t.equal(statusCode, 200)
  t.equal(body, '{}')
})

t.test('a job of a process that nobody knows has an empty document of results', async t => {
  const double = await build(t, { seed: {} })
  double.store.submit([draft({ id: 'strange', process: 'of-another-world', plan: { accepted: 0, running: 0, outcome: 'successful' } })])
  t.same((await double.app.inject('/jobs/strange/results')).json(), {})
  t.match((await double.app.inject('/jobs/strange/results/message')).json(), { status: 400, detail: 'The job "strange" has no output "message". It has: none.' })
})

t.test('an output that is not there cannot be asked for', async t => {
  const double = await build(t, { seed: {} })
  const { statusCode, body } = await execute(double, { inputs, outputs: { massage: {} } })
  t.equal(statusCode, 400)
  t.match(JSON.parse(body).detail, /output "massage": this name came; expected one of message, pause, numbers,/)
  t.equal(await double.store.size(), 0)
})
