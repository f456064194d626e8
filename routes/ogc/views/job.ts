import { html } from 'ghtml'
import type { StatusInfo } from '../../../schemas/ogc/status-info.ts'
import { isUnfinished, type Job } from '../../../src/jobs/job.ts'
import { type Segment, segmentsOf } from '../../../src/jobs/segments.ts'
import { curl } from '../../../src/http/curl.ts'
import { fullContentMarkup } from '../../pages/html.ts'
import { axisOf, laneMarkup } from '../../pages/lane.ts'
import { duration, timeMarkup } from '../../pages/relative-time.ts'
import { statusMarkup } from '../../pages/status-markup.ts'
import { jobUrl } from '../present.ts'
import { type DismissalManner, dismissForm, dismissMarkup } from './dismiss.ts'

/** What a job page needs beside its statusInfo. */
export interface JobViewContext extends DismissalManner {
  readonly job: Job
  /** Epoch milliseconds. */
  readonly now: number
  readonly base: string
  /** The page of its process; undefined for a job of an algorithm. */
  readonly process: string | undefined
  /** The demonstration's address; undefined if there is none. */
  readonly demonstration: string | undefined
}

/** A job page with live updates and a dismiss button. */
export const jobView = (page: JobViewContext) => (info: StatusInfo): string => html`!${liveMarkup(page, info)}
<section id="exchange" aria-live="polite"></section>
<details><summary>Dismiss with curl</summary><pre data-copy><code>${curl({ method: 'DELETE', url: jobUrl(page.base, page.job.id), headers: { accept: 'application/json' } })}</code></pre></details>`

/** The part of the page that changes with the job; the script replaces it with each event. */
export function liveMarkup ({ job, now, base, process, demonstration, ...manner }: JobViewContext, info: StatusInfo): string {
  const segments = segmentsOf(job, now)
  const { status, progress = 0, message = '', links = [] } = info
  return html`<div id="live" !${isUnfinished(status) ? html`data-events="${jobUrl(base, job.id)}/events"` : ''}>
<p class="lead" aria-live="polite">!${statusMarkup(status)} <span dir="auto">${message}</span></p>
<p><progress max="100" value="${progress}" aria-label="Progress"></progress> ${progress} %</p>
!${laneMarkup(segments, axisOf(segments, now), now, 'Timeline of the job; the text below describes it.')}
<ol class="parts">!${segments.map(segment => partMarkup(segment, now))}</ol>
<dl><dt>Process</dt><dd>!${process === undefined ? html`<bdi>${job.process}</bdi>` : html`<a href="${process}"><bdi>${job.process}</bdi></a>`}</dd>!${times.map(name => instantMarkup(name, info[name], now))}</dl>
<p class="row links">!${links.filter(({ rel = '' }) => !itself.has(rel)).map(({ href, title }) => html`<a href="${href}">${title ?? href}</a>`)}!${demonstration === undefined ? '' : html`<a href="${demonstration}?job=${encodeURIComponent(job.id)}">Show a DELETE of this job under each policy</a>`}</p>
!${fullContentMarkup(info)}
!${dismissMarkup(base, { job, now }, manner)}
</div>`
}

/** The page of a job that no longer exists. */
export const goneMarkup = (base: string, id: string): string =>
  html`<div id="live"><p class="lead" aria-live="polite">The job no longer exists.</p>!${dismissForm(base, id)}</div>`

const times = ['created', 'started', 'finished', 'updated'] as const

const instantMarkup = (name: string, at: string | undefined, now: number): string =>
  at === undefined ? '' : html`<dt>${name}</dt><dd>!${timeMarkup(Date.parse(at), now)}</dd>`

/** Links to the page itself, which are left out. */
const itself = new Set(['self', 'monitor'])

/** A period of the job's life, in words: the text version of the lane. */
function partMarkup ({ status, from, until, planned }: Segment, now: number): string {
  const isEnd = !isUnfinished(status)
  return html`<li!${planned ? ' class="planned"' : ''}>!${statusMarkup(status)} !${isEnd ? html`at !${partTime(from, now)}` : html`${until === Infinity ? '' : 'for '}${duration(until - from)}, from !${partTime(from, now)}`}${planned ? ', planned' : ''}</li>`
}

/** A plan may lead beyond the last instant of a Date. */
const partTime = (at: number, now: number): string => at <= 8.64e15 ? timeMarkup(at, now) : 'a time that no clock reaches'
