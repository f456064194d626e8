import { html } from 'ghtml'
import { type ComparisonContext, compareAllStates, compareForJob } from '../compare-dismissals.ts'
import type { Job } from '../../../src/jobs/job.ts'
import type { JobPage } from '../../../src/jobs/store.ts'
import type { World } from '../../../src/world/world.ts'
import { pageRequestOf, pagePlaces } from '../jobs.ts'
import type { View } from './permalink.ts'
import { type Axis, axisFrom } from './axis.ts'
import { sameDismissalMarkup, tableMarkup } from './comparison-view.ts'
import { controlsMarkup, instantMarkup } from './controls.ts'
import { rowMarkup } from './job-rows.ts'
import { axisMarkup, otherLaneMarkup } from './lanes.ts'
import { requestsMarkup } from './requests-view.ts'
import { subjectOf } from './request-mark.ts'

/** What the page shows, and where its links and forms lead. */
export interface PageContext {
  readonly world: World
  readonly view: View
  /** The page that looks at something else in the same situation. */
  readonly href: (view: View) => string
  /** Where forms are sent; absent where the world only looks like this. */
  readonly target: string | undefined
  /** Where the APIs are, for links. */
  readonly apis: string
  readonly comparison: ComparisonContext
  /** The rows of the table, kept where they have been found out before. */
  readonly table: (find: () => Promise<string>) => Promise<string>
}

const rowsOnPage = 20

/** All that the page says of a world: it asks for as many jobs as it shows. */
export async function pageContent (context: PageContext): Promise<string> {
  const { world, view, target } = context
  const page = world.jobs.list({}, pageRequestOf({ limit: rowsOnPage, before: view.before, after: view.after }))
  return [
    target === undefined ? instantMarkup(world) : controlsMarkup(world, target),
    await lanesMarkup(context, page),
    view.job === undefined ? '' : await selectedMarkup(context, view.job, world.jobs.get(view.job)),
    requestsSection(context),
    await tableSection(context)
  ].join('\n')
}

async function lanesMarkup ({ world, view, href, target, comparison: { apis: { basePath } } }: PageContext, page: JobPage): Promise<string> {
  const total = world.jobs.size()
  const axis = axisFrom(page.jobs.map(({ submitted }) => submitted), page.at)
  const exchanges = world.journal.list().map(entry => ({ entry, ...subjectOf(entry, basePath) }))
  const of = ({ id, group }: Job) => exchanges.filter(exchange => exchange.job === id || exchange.group === group)
  const rows = page.jobs.map(job => ({ job, struck: of(job).map(({ entry }) => entry), href: href({ ...view, job: job.id }), selected: job.id === view.job }))
  const shown = new Set(rows.flatMap(({ struck }) => struck))
  const others = exchanges.filter(({ entry }) => !shown.has(entry) && entry.at >= axis.from).map(({ entry }) => entry)
  return html`<h2 id="jobs">Jobs</h2>
<p class="hint">${page.jobs.length} of ${total}, newest first. Solid bars are the past, faint bars are planned. A vertical line marks a request.</p>
<div class="scroll" tabindex="0" role="region" aria-labelledby="jobs"><table class="lanes">
<thead><tr><th scope="col">Job</th><th scope="col">Status</th><th scope="col" class="wide">Time !${axisMarkup(axis)}</th><th scope="col">Actions</th></tr></thead>
<tbody>!${rows.map(row => rowMarkup(row, axis, target))}!${othersMarkup(axis, others)}</tbody>
</table></div>
!${pagesMarkup(page, view, href)}`
}

const othersMarkup = (axis: Axis, others: Parameters<typeof otherLaneMarkup>[1]): string =>
  html`<tr><th scope="row" colspan="2">Other requests</th><td class="wide">!${otherLaneMarkup(axis, others)}</td><td></td></tr>`

function pagesMarkup (page: JobPage, { job, show }: View, href: PageContext['href']): string {
  const { before, after } = pagePlaces(page)
  const stay = { job, show }
  if (before === undefined && after === undefined) return ''
  return html`<nav aria-label="Pages" class="row links">!${after === undefined ? '' : html`<a href="${href({ ...stay, after })}" rel="prev">Newer</a>`}!${before === undefined ? '' : html`<a href="${href({ ...stay, before })}" rel="next">Older</a>`}</nav>`
}

async function selectedMarkup ({ comparison, apis }: PageContext, id: string, job: Job | undefined): Promise<string> {
  if (job === undefined) return html`<h2 id="job">Job <bdi>${id}</bdi></h2><p>No such job: it never existed, or a dismissal removed it.</p>`
  return html`<h2 id="job">Job <bdi>${id}</bdi></h2>
<p class="links"><a href="${apis}/jobs/${encodeURIComponent(id)}?f=html">Job page</a></p>
<h3>The same dismissal under each policy, and through Tator's API</h3>
<p class="hint">Copies of the job are dismissed in temporary worlds; the job itself does not change. These are the actual responses.</p>
!${sameDismissalMarkup(await compareForJob(comparison, job))}`
}

function requestsSection ({ world, view: { job }, comparison: { apis: { basePath } } }: PageContext): string {
  const entries = world.journal.list(entry => job === undefined || subjectOf(entry, basePath).job === job)
  return html`<h2>Latest requests!${job === undefined ? '' : html` for <bdi>${job}</bdi>`}</h2>!${requestsMarkup(entries, world.clock.now())}`
}

async function tableSection ({ view, href, comparison, table }: PageContext): Promise<string> {
  const title = html`<h2 id="table">What a dismissal does</h2>`
  if (view.show === undefined) return html`!${title}<p>Dismisses a job in every state twice, under every policy and through both APIs, in temporary worlds.</p><p><a class="button" href="${href({ ...view, show: 'table' })}#table">Run comparison</a></p>`
  return title + await table(async () => tableMarkup(await compareAllStates(comparison)))
}
