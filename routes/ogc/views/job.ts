import { html } from 'ghtml'
import type { StatusInfo } from '../../../schemas/ogc/status-info.ts'
import { isUnfinished, type Job } from '../../../src/jobs/job.ts'
import { segmentsOf } from '../../../src/jobs/segments.ts'
import { curl } from '../../../src/http/curl.ts'
import { fullContentMarkup } from '../../pages/html.ts'
import { isoTime } from '../../http/iso-time.ts'
import { axisOf, laneMarkup, lifeInWords } from '../../pages/lane.ts'
import { statusMarkup } from '../../pages/status-markup.ts'
import { jobUrl } from '../present.ts'
import { type DismissalManner, dismissForm, dismissMarkup } from './dismiss.ts'

/** What a page of a job knows beside its statusInfo. */
export interface JobViewContext extends DismissalManner {
  readonly job: Job
  /** Epoch milliseconds. */
  readonly now: number
  readonly base: string
}

/** A job that can be watched, and dismissed. */
export const jobView = (page: JobViewContext) => (info: StatusInfo): string => html`!${liveMarkup(page, info)}
<section id="exchange" aria-live="polite"></section>
<details><summary>Dismiss with curl</summary><pre data-copy><code>${curl({ method: 'DELETE', url: jobUrl(page.base, page.job.id), headers: { accept: 'application/json' } })}</code></pre></details>`

/** What of the page changes while the job goes on; the script puts what is sent in its place. */
export function liveMarkup ({ job, now, base, ...manner }: JobViewContext, info: StatusInfo): string {
  const segments = segmentsOf(job, now)
  const { status, progress = 0, message = '', links = [] } = info
  return html`<div id="live" !${isUnfinished(status) ? html`data-events="${jobUrl(base, job.id)}/events"` : ''}>
<p class="lead" aria-live="polite">!${statusMarkup(status)} <span dir="auto">${message}</span></p>
<p><progress max="100" value="${progress}" aria-label="Progress"></progress> ${progress} %</p>
!${laneMarkup(segments, axisOf(segments, now), now, 'Timeline of the job; the text below describes it.')}
<p class="hint">Current time: ${isoTime(now)}. Timeline: ${lifeInWords(segments)}.</p>
<dl><dt>Process</dt><dd><bdi>${info.processID ?? ''}</bdi></dd>!${times.map(name => timeMarkup(name, info[name]))}</dl>
<p class="row links">!${links.map(({ href, title }) => html`<a href="${href}">${title ?? href}</a>`)}</p>
!${fullContentMarkup(info)}
!${dismissMarkup(base, job.id, status, manner)}
</div>`
}

/** What is left of the page when the job is not there any more. */
export const goneMarkup = (base: string, id: string): string =>
  html`<div id="live"><p class="lead" aria-live="polite">The job no longer exists.</p>!${dismissForm(base, id)}</div>`

const times = ['created', 'started', 'finished', 'updated'] as const

const timeMarkup = (name: string, at: string | undefined): string =>
  at === undefined ? '' : html`<dt>${name}</dt><dd><time datetime="${at}">${at}</time></dd>`
