import t from 'tap'
import { ask, buildTator, dialects, records, type Headers } from './fixture.ts'

const jobs = [
  { id: 'running', group: 'group', process: 'hold' },
  { id: 'successful', group: 'group', plan: { running: 1 }, age: 60 },
  { id: 'dismissed', group: 'group', process: 'hold', dismissed: 1, age: 60 }
]

const json: Headers = { 'content-type': 'application/json' }
const right = { algorithm_name: 'single', media_ids: [5] }
const transcode = { type: 1, gid: '7b1f2c4e-8a0e-11ea-bc55-0242ac130003', uid: 'mine', url: 'a', section: 'b', name: 'c', md5: 'd' }

interface Case { readonly why: string, readonly body: object | string, readonly headers?: Headers, readonly status?: number }

const everyLaunch: Case[] = [
  { why: 'no JSON', headers: json, body: '{' },
  { why: 'half a string', headers: json, body: '{"algorithm_name":"sin' },
  { why: 'not UTF-8', headers: json, body: '{"algorithm_name":\u0000}' },
  { why: 'no media type', body: JSON.stringify(right) },
  { why: 'a form', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'algorithm_name=single&media_ids=5' },
  { why: 'text', headers: { 'content-type': 'text/plain' }, body: JSON.stringify(right) },
  { why: 'over the limit', body: { ...right, more: 'x'.repeat(10 * 2 ** 20) }, status: 413 },
  { why: 'an empty object', body: {} },
  { why: 'a list', body: [right] },
  { why: 'null', headers: json, body: 'null' }
]

const algorithm: Case[] = [
  { why: 'no name', body: { media_ids: [5] } },
  { why: 'a name that is a number', body: { algorithm_name: 5, media_ids: [5] } },
  { why: 'a name that is null', body: { algorithm_name: null, media_ids: [5] } },
  { why: 'a medium that is text', body: { ...right, media_ids: ['5'] } },
  { why: 'a medium that is a fraction', body: { ...right, media_ids: [5.5] } },
  { why: 'a medium alone', body: { ...right, media_ids: 5 } },
  { why: 'media as text', body: { ...right, media_ids: '5' } },
  { why: 'media that are null', body: { ...right, media_ids: null } }
]

const transcodes: Case[] = [
  { why: 'no uid', body: { ...transcode, uid: undefined } },
  { why: 'a type that is text', body: { ...transcode, type: '1' } },
  { why: 'an id that is in use', body: { ...transcode, uid: 'running' } },
  { why: 'an id that a dismissed job has', body: { ...transcode, uid: 'dismissed' } },
  { why: 'a group that is no UUID', body: { ...transcode, gid: 'group' } }
]

const launches: Record<typeof dialects[number], { line: string, cases: Case[] }[]> = {
  '2020-05': [
    { line: 'POST /rest/AlgorithmLaunch/1', cases: [...everyLaunch, ...algorithm, { why: 'a query that is a number', body: { ...right, media_query: 5 } }, { why: 'unknown algorithm', body: { ...right, algorithm_name: 'nobody' } }] },
    { line: 'POST /rest/Transcode/1', cases: [...everyLaunch, ...transcodes] }
  ],
  '2020-09': [
    { line: 'POST /rest/AlgorithmLaunch/1', cases: [...everyLaunch, ...algorithm, { why: 'a parameter without a value', body: { ...right, extra_params: [{ name: 'a' }] } }, { why: 'unknown algorithm', body: { ...right, algorithm_name: 'nobody' }, status: 404 }] },
    { line: 'POST /rest/Transcode/1', cases: [...everyLaunch, ...transcodes, { why: 'a media that is text', body: { ...transcode, media_id: '5' } }] }
  ],
  1.5: [
    { line: 'POST /rest/Jobs/1', cases: [...everyLaunch, ...algorithm, { why: 'no media', body: { algorithm_name: 'single' } }, { why: 'unknown algorithm', body: { ...right, algorithm_name: 'nobody' }, status: 404 }] }
  ]
}

const ids = {
  'of 10 kB': 'x'.repeat(10_240),
  'of 16 kB': 'x'.repeat(16_384),
  'with an encoded slash': 'run%2Fning',
  'that is an encoded slash': '%2F',
  'that ends in an encoded slash': 'running%2F',
  'with dots': '..running',
  'that is three dots': '...',
  'with a blank': 'running%20',
  'with a nothing': 'running%00',
  'with a percent sign': 'running%25',
  emoji: '%F0%9F%98%80',
  'in another case': 'RUNNING',
  'like a member of every object': '__proto__',
  'like another member of every object': 'constructor',
  'like markup': '%3Cscript%3E',
  'like a query': '%3Fgid=group'
}

const notUrls = ['%zz', '%', 'running%', '%C3%28', '%E0%A4%A']

const wordings = { '2020-05': /^\{"message":"There is no /, '2020-09': /^\{"message":""\}$/, 1.5: /^\{"message":""\}$/ }

for (const dialect of dialects) {
  t.test(`a launch that is wrong in any way changes nothing in ${dialect}`, async t => {
    const double = await buildTator({ tator: dialect }, jobs)
    const before = await records(double)
    for (const { line, cases } of launches[dialect]) {
      for (const { why, body, headers = {}, status = 400 } of cases) {
        const answer = await ask(double, line, { headers, body })
        t.same({ status: answer.status, type: answer.type }, { status, type: 'application/json' }, `${line}: ${why}`)
        t.match(answer.json, { message: String }, 'in words of the façade')
        t.same(await records(double), before)
      }
    }
  })

  const paths = dialect === '2020-05' ? ['/rest/Job', '/rest/JobGroup'] : ['/rest/Job']

  t.test(`an id is text, however odd: it is unknown, and nothing changes, in ${dialect}`, async t => {
    const double = await buildTator({ tator: dialect }, jobs)
    const before = await records(double)
    for (const path of paths) {
      for (const [kind, id] of Object.entries(ids)) {
        const answer = await ask(double, `DELETE ${path}/${id}`)
        t.same({ status: answer.status, type: answer.type }, { status: 404, type: 'application/json' }, `an id ${kind}`)
        t.match(answer.text, wordings[dialect])
        t.same(await records(double), before)
      }
      for (const id of notUrls) {
        t.equal((await ask(double, `DELETE ${path}/${id}`)).status, 400, id)
        t.same(await records(double), before)
      }
    }
  })

  t.test(`two dots lead out of the path and nowhere, in ${dialect}`, async t => {
    const double = await buildTator({ tator: dialect }, jobs)
    const before = await records(double)
    for (const path of ['/rest/Job/..', '/rest/Job/../Nothing', '/rest/Job/%2E%2E/x', '/rest/..%2Fjobs/running', '/rest/%2E%2E/%2E%2E/x']) {
      t.equal((await ask(double, `DELETE ${path}`)).status, 404, path)
      t.same(await records(double), before)
    }
  })
}

t.test('a group with an odd name is found by nobody else\'s, in 1.5', async t => {
  const double = await buildTator({ tator: '1.5' }, jobs)
  const before = await records(double)
  for (const id of ['x'.repeat(10_240), '%2F', '..', '%F0%9F%98%80', '__proto__', 'GROUP']) {
    t.equal((await ask(double, `DELETE /rest/Jobs/1?gid=${id}`)).text, '{"message":"Deleted 0 jobs for project 1!"}')
  }
  t.same(await records(double), before)
})
