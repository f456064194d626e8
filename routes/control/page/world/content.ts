import { html } from 'ghtml'
import { segmentsOf } from '../../../../src/jobs/segments.ts'
import type { Job } from '../../../../src/jobs/job.ts'
import type { JobPage } from '../../../../src/jobs/store.ts'
import { pageRequestOf, pagePlaces } from '../../jobs.ts'
import type { PageContext } from '../page-context.ts'
import { announcement } from './announcement.ts'
import { axisFor, spans } from './axis.ts'
import { drawerMarkup, instantMarkup, policyMarkup } from './controls.ts'
import { type JobRow, rowMarkup } from './job-rows.ts'
import { axisMarkup, otherLaneMarkup } from './lanes.ts'
import { requestsMarkup } from './requests-view.ts'
import { subjectOf } from './request-mark.ts'

const rowsOnPage = 20

/** These actions leave the drawer open. */
const inDrawer = new Set(['second', 'next', 'resume', 'pause', 'launch', 'reset'])

/** The world: its jobs as lanes with their actions, and recent requests. It reads only as many jobs as it shows. */
export function worldContent (context: PageContext): string {
  const { world, view, target } = context
  const page = world.jobs.list({}, pageRequestOf({ limit: rowsOnPage, before: view.before, after: view.after }))
  return html`<p id="said" role="status">!${announcement(context)}</p>
<div class="row spread">!${target === undefined ? '' : policyMarkup(world, target)}!${instantMarkup(world)}</div>
!${target === undefined ? '' : drawerMarkup(world, target, inDrawer.has(view.did ?? ''))}
!${lanesMarkup(context, page)}
!${view.job === undefined ? '' : selectedMarkup(context, view.job)}
!${requestsSection(context)}`
}

function lanesMarkup (context: PageContext, page: JobPage): string {
  const { world, view, target, comparison: { apis: { basePath } } } = context
  const entries = world.journal.list()
  const exchanges = entries.map(entry => ({ entry, ...subjectOf(entry, basePath) }))
  const marksOf = ({ id, group }: Job) => exchanges.filter(exchange => exchange.job === id || exchange.group === group).map(({ entry }) => entry)
  const rows = rowsOf(context, page, entries).map(row => ({ ...row, marks: marksOf(row.job) }))
  const axis = axisFor([...rows.flatMap(instantsOf(page.at)), ...entries.map(({ at }) => at)], page.at, view.span === undefined ? undefined : view.span * 1000)
  const markedEntries = new Set(rows.flatMap(({ marks }) => marks))
  const others = entries.filter(entry => !markedEntries.has(entry) && entry.at >= axis.from)
  return html`<section aria-labelledby="jobs"><div class="row spread"><h2 id="jobs">Jobs</h2>!${zoomMarkup(context)}</div>
<p class="hint">${page.jobs.length} of ${world.jobs.size()}, newest first. Thick: the job is doing something. Thin: it has ended and can still be read. Faint: planned. A vertical line is a request.</p>
<div class="job head"><span></span><div class="life">!${axisMarkup(axis)}</div></div>
<ul class="plain jobs">!${rows.map(row => rowMarkup(row, axis, target))}
<li class="job others"><div class="who">Other requests</div><div class="life">!${otherLaneMarkup(axis, others)}</div></li></ul>
!${pagesMarkup(page, context)}</section>`
}

/** The rows of jobs and, in their places, of jobs that were just removed: newest first. */
function rowsOf ({ world: { settings: { removedStatus } }, view, href, ghosts }: PageContext, page: JobPage, entries: Parameters<PageContext['ghosts']>[1]): Omit<JobRow, 'marks'>[] {
  const { job: selected, before, after, span, presenter } = view
  const removedJobs = before === undefined && after === undefined ? ghosts(page.jobs, entries) : []
  const row = (job: Job, removed?: number) => ({ job, removed, removedStatus, selected: job.id === selected, href: href({ show: 'world', before, after, span, presenter, job: job.id }) })
  return [...page.jobs.map(job => row(job)), ...removedJobs.map(({ job, since }) => row(job, since))]
    .sort(({ job: one }, { job: other }) => other.submitted - one.submitted || other.ordinal - one.ordinal)
}

/** The instants of a job's events. */
const instantsOf = (now: number) => ({ job, removed }: Pick<JobRow, 'job' | 'removed'>): number[] =>
  [...segmentsOf(job, now).filter(({ planned }) => !planned).map(({ from }) => from), ...removed === undefined ? [] : [removed]]

function zoomMarkup ({ view, href }: PageContext): string {
  const { did, about, span, ...stay } = view
  const link = (text: string, seconds?: number) => html`<li><a id="span-!${seconds ?? 'auto'}" href="${href({ ...stay, span: seconds })}" data-stay!${span === seconds ? ' aria-current="true"' : ''}>${text}</a></li>`
  return html`<nav class="choice" aria-label="Time axis"><span>Last</span> <ul class="plain">!${link('auto')}!${spans.map(([seconds, text]) => link(text, seconds))}</ul></nav>`
}

function pagesMarkup (page: JobPage, { view, href }: PageContext): string {
  const { before, after } = pagePlaces(page)
  const { job, span, presenter } = view
  const stay = { show: 'world' as const, job, span, presenter }
  if (before === undefined && after === undefined) return ''
  return html`<nav aria-label="Pages" class="row links">!${after === undefined ? '' : html`<a href="${href({ ...stay, after })}" rel="prev">Newer</a>`}!${before === undefined ? '' : html`<a href="${href({ ...stay, before })}" rel="next">Older</a>`}</nav>`
}

function selectedMarkup ({ world, apis, href, view: { presenter } }: PageContext, id: string): string {
  const isThere = world.jobs.get(id) !== undefined
  return html`<section aria-labelledby="job"><h2 id="job" tabindex="-1">Job <bdi>${id}</bdi></h2>
!${isThere
  ? html`<p class="row links"><a class="button" href="${href({ job: id, presenter })}">Show a DELETE of this job under each policy</a> <a href="${apis}/jobs/${encodeURIComponent(id)}?f=html">Job page</a></p>`
  : '<p>No such job: it never existed, or a dismissal removed it.</p>'}</section>`
}

function requestsSection ({ world, view: { job }, comparison: { apis: { basePath } } }: PageContext): string {
  const entries = world.journal.list(entry => job === undefined || subjectOf(entry, basePath).job === job)
  return html`<section aria-labelledby="requests"><h2 id="requests">Latest requests!${job === undefined ? '' : html` for <bdi>${job}</bdi>`}</h2>!${requestsMarkup(entries, world.clock.now())}</section>`
}
