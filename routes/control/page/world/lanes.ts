import { html } from 'ghtml'
import type { Job } from '../../../../src/jobs/job.ts'
import { segmentsOf } from '../../../../src/jobs/segments.ts'
import { isoTime } from '../../../http/iso-time.ts'
import { laneMarkup, lifeInWords } from '../../../pages/lane.ts'
import { relative } from '../../../pages/relative-time.ts'
import { type Axis, percentOf } from './axis.ts'
import type { RequestMark } from './request-mark.ts'

/** More strokes in a lane cannot be told apart; the last ones are drawn. */
const mostStrokes = 30
/** Maximum number of answers written below it. */
const mostWords = 6

/** A job's life on the axis, with the requests for it. @param removed when it was removed, if it was */
export function jobLaneMarkup (job: Job, axis: Axis, marks: readonly RequestMark[], removed?: number): string {
  const segments = segmentsOf(job, removed ?? axis.now).filter(({ planned }) => removed === undefined || !planned)
  const visibleSegments = segments
    .filter(({ from, until }) => from < axis.until && until > axis.from)
    .map(segment => segment.planned ? segment : { ...segment, until: Math.min(segment.until, removed ?? axis.now) })
  const removalText = removed === undefined ? '' : `, then removed at ${isoTime(removed)}`
  return timelineMarkup(laneMarkup(visibleSegments, axis, axis.now, `${lifeInWords(segments)}${removalText}. ${requestsInWords(marks, axis)}.`), marks, axis)
}

/** Requests for none of the jobs shown. */
export const otherLaneMarkup = (axis: Axis, marks: readonly RequestMark[]): string =>
  timelineMarkup(laneMarkup([], axis, axis.now, `${requestsInWords(marks, axis)}.`), marks, axis)

/** The axis: time marks before and after now. */
export function axisMarkup (axis: Axis): string {
  const marks = [[axis.from, 'start'], [(axis.from + axis.now) / 2, 'middle'], [axis.now, 'end']] as const
  return html`<svg class="axis" width="100%" height="18" aria-hidden="true">!${marks.map(([at, anchor]) => html`<text x="${percentOf(axis, at)}%" y="13" text-anchor="!${anchor}">${at === axis.now ? 'now' : relative(at - axis.now)}</text>`)}</svg>`
}

/** Strokes above the lane, and the last of them in words below it, where none can cover another. */
function timelineMarkup (lane: string, marks: readonly RequestMark[], axis: Axis): string {
  const strokes = marks.slice(-mostStrokes).map(one =>
    html`<g class="!${meaningOf(one)}"><title>${requestText(one)} ${one.url} at ${isoTime(one.at)}</title><line x1="${percentOf(axis, one.at)}%" x2="${percentOf(axis, one.at)}%" y1="!${meaningOf(one) === 'read' ? '50%' : '0'}" y2="100%"/></g>`)
  const earlier = Math.max(marks.length - mostWords, 0)
  return html`<div class="timeline">!${lane}<svg class="strokes" width="100%" height="100%" aria-hidden="true">!${strokes}</svg></div>
!${marks.length === 0
? ''
: html`<ul class="plain marks" aria-hidden="true">!${earlier === 0 ? '' : html`<li class="hint">${earlier} earlier</li>`}!${marks.slice(-mostWords).map(one =>
  html`<li class="mark !${meaningOf(one)}">${requestText(one)} <span>${relative(one.at - axis.now)}</span></li>`)}</ul>`}`
}

/** The effect of a request: it read, it changed something, it was refused, or it failed. */
function meaningOf ({ method, status = 599 }: RequestMark): 'read' | 'change' | 'refusal' | 'failure' {
  if (status >= 500) return 'failure'
  if (method === 'GET' || method === 'HEAD') return 'read'
  return status < 400 ? 'change' : 'refusal'
}

const requestText = ({ method, status }: RequestMark): string => `${method} ${status ?? 'without a response'}`

function requestsInWords (marks: readonly RequestMark[], axis: Axis): string {
  if (marks.length === 0) return 'No requests'
  return `Requests: ${marks.slice(-mostStrokes).map(one => `${requestText(one)} at ${relative(one.at - axis.now)}`).join(', ')}`
}
