import t from 'tap'
import { exceptionView } from '../../../../routes/ogc/views/exception.ts'
import { jobView } from '../../../../routes/ogc/views/job.ts'
import { jobsView } from '../../../../routes/ogc/views/jobs.ts'
import { landingView } from '../../../../routes/ogc/views/landing.ts'
import { pagingMarkup } from '../../../../routes/ogc/views/paging.ts'
import { processesView } from '../../../../routes/ogc/views/processes.ts'
import { defaultSettings } from '../../../../src/world/settings.ts'
import { plan } from '../../../helper.ts'

const base = 'http://h.example'
const bare = { type: 'process', jobID: 'j', status: 'accepted' } as const
const job = { id: 'j', group: 'j', ordinal: 0, process: 'echo', project: 1, user: 0, submitted: 0, plan, inputs: {}, delivery: undefined, dismissed: undefined }

/** The schemas leave almost everything open: a page shows existing members, and never the word undefined. */
const pages = {
  'a job': () => jobView({ job, now: 0, base, policy: 'retain', cancel: 'delete', removedStatus: 404, persona: undefined, process: undefined, demonstration: undefined })(bare),
  'a job with a link that says little': () => jobView({ job, now: 0, base, policy: 'retain', cancel: 'delete', removedStatus: 404, persona: undefined, process: undefined, demonstration: undefined })({ ...bare, links: [{ href: `${base}/x` }] }),
  jobs: () => jobsView({ base, query: { limit: 10 }, processes: [], total: () => 1 })({ jobs: [bare], links: [{ href: `${base}/jobs` }] }),
  'the landing page': () => landingView({ base, settings: defaultSettings, demonstration: undefined })({ links: [{ href: `${base}/x` }] }),
  processes: () => processesView('')({ processes: [{ id: 'p', version: '1' }, { id: 'q', version: '1', links: [] }], links: [] }),
  'an exception': () => exceptionView({ base, demonstration: undefined }, { type: 'about:blank' }),
  'the ways to other pages': () => pagingMarkup([{ href: `${base}/x`, rel: 'next' }, { href: `${base}/y` }])
}

for (const [what, page] of Object.entries(pages)) {
  t.test(`the page of ${what} needs no more than what must be there`, async t => {
    t.notMatch(page(), /undefined|null|NaN/)
    t.ok(page().length > 0)
  })
}
