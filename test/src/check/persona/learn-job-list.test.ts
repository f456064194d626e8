import t from 'tap'
import { learnJobList } from '../../../../src/check/persona/learn-job-list.ts'
import type { Observations } from '../../../../src/check/persona/observations.ts'
import { exchangeOf } from '../ogc/sample-exchange.ts'

const url = 'http://h.example/jobs?limit=1'
const page = (body: object) => exchangeOf({ url, body: JSON.stringify(body) })
const jobs = [{ jobID: 'b' }, { id: 'a' }]
const next = { rel: 'next', href: `${url}&offset=1` }
const seen = (list: object, one: object, more: object = {}, pages: readonly object[] = []) => ({
  base: 'http://h.example',
  jobsUrl: 'http://h.example/jobs',
  launchedJobs: [{ id: 'a' }, { id: 'b' }],
  log: pages.map(page),
  answers: { list: page(list), 'list of one': page(one), 'list without a limit': page({}), ...Object.fromEntries(['type', 'status', 'processID', 'datetime', 'minDuration', 'maxDuration'].map(name => [`filter ${name}`, page({ jobs: [] })])), ...more }
}) as unknown as Observations

const cases: readonly { name: string, seen: Observations, expected: object }[] = [
  { name: 'of jobs, whose page is as long as it says', seen: seen({ jobs, total: 2, odd: 7, title: 'At http://h.example' }, { jobs: [{ jobID: 'b' }] }, { 'list without a limit': page({ limit: 20 }) }), expected: { body: { jobs: '{jobs}', total: '{total}', odd: 7, title: 'At {base}' }, order: 'newest', limit: 20 } },
  { name: 'of ids, all on one page, that no filter is known for', seen: seen({ jobs: ['a', 'b'] }, { jobs: ['a', 'b'] }, { 'filter type': page({ jobs: ['a', 'b'] }) }), expected: { body: { jobs: '{ids}' }, order: 'oldest', paging: 'none', filters: ['processID', 'status', 'datetime', 'minDuration', 'maxDuration'] } },
  { name: 'with a next page after as many as are there', seen: seen({ jobs, links: [] }, { jobs: [jobs[0]] }, { 'list without a limit': page({ jobs, links: [next] }) }, [{ links: [next, { rel: 'prev', href: url }, { rel: 'self', href: url }, { rel: 'up', href: 'http://h.example/' }] }]), expected: { body: { links: [{ rel: 'next', href: '{base}/jobs?offset={next_offset}{query}' }, { rel: 'prev', href: '{base}/jobs?offset={prev_offset}{query}' }, { rel: 'self', href: '{self}' }, { rel: 'up', href: '{base}/' }] }, limit: 2 } },
  { name: 'without jobs', seen: seen({ jobs: [] }, { jobs: [] }, { 'list without a limit': page({ limit: 0 }) }), expected: { body: { jobs: '{jobs}' } } }
]

for (const { name, seen, expected } of cases) {
  t.test(`a list ${name}`, async t => {
    t.match(learnJobList(seen).part, expected)
  })
}

t.test('a list that is paged by something else is said to be', async t => {
  const { unseen } = learnJobList(seen({ jobs }, {}, {}, [{ links: [{ rel: 'next', href: `${url}&cursor=1` }] }]))
  t.ok(unseen.includes('The paging of its job list: it does not use `offset`.'))
})
