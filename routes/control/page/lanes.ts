import { html } from 'ghtml'
import type { Job } from '../../../src/jobs/job.ts'
import { segmentsOf } from '../../../src/jobs/segments.ts'
import { isoTime } from '../../http/iso-time.ts'
import { laneMarkup, lifeInWords } from '../../pages/lane.ts'
import { type Axis, percentOf, relative } from './axis.ts'
import type { RequestMark } from './request-mark.ts'

/** More strokes in one lane cannot be told apart; the last ones are drawn. */
const mostStrokes = 30

/** A job's life on the axis, and the requests that struck it. */
export function jobLaneMarkup (job: Job, axis: Axis, struck: readonly RequestMark[]): string {
  const segments = segmentsOf(job, axis.now)
  const seen = segments
    .filter(({ from, until }) => from < axis.until && until > axis.from)
    .map(segment => segment.planned ? segment : { ...segment, until: Math.min(segment.until, axis.now) })
  return html`<div class="timeline">!${laneMarkup(seen, axis, axis.now, `${lifeInWords(segments)}. ${requestsInWords(struck, axis)}.`)}!${strokesMarkup(struck, axis)}</div>`
}

/** Requests that concern none of the jobs that are shown. */
export const otherLaneMarkup = (axis: Axis, struck: readonly RequestMark[]): string =>
  html`<div class="timeline">!${laneMarkup([], axis, axis.now, `${requestsInWords(struck, axis)}.`)}!${strokesMarkup(struck, axis)}</div>`

/** The axis itself: marks in time before and after now. */
export function axisMarkup (axis: Axis): string {
  const past = axis.now - axis.from
  const marks = [-0.75, -0.5, -0.25, 0, 0.125].map(share => ({ x: percentOf(axis, axis.now + past * share), text: share === 0 ? 'now' : relative(past * share) }))
  return html`<svg class="axis" width="100%" height="16" aria-hidden="true">!${marks.map(({ x, text }) => html`<text x="${x}%" y="12" text-anchor="middle">${text}</text>`)}</svg>`
}

/** Drawn over a lane, and told by its label: reads are short strokes, what changes something is a long one with its words. */
function strokesMarkup (struck: readonly RequestMark[], axis: Axis): string {
  const strokes = struck.slice(-mostStrokes).map(one => {
    const x = percentOf(axis, one.at)
    const reads = one.method === 'GET' || one.method === 'HEAD'
    const words = reads ? '' : html`<text x="${x}%" y="10" text-anchor="!${x > 70 ? 'end' : 'start'}">${said(one)}</text>`
    return html`<g class="!${reads ? 'reads' : 'changes'}"><title>${said(one)} ${one.url} at ${isoTime(one.at)}</title><line x1="${x}%" x2="${x}%" y1="!${reads ? '70%' : '12'}" y2="100%"/>!${words}</g>`
  })
  return html`<svg class="strokes" width="100%" height="100%" aria-hidden="true">!${strokes}</svg>`
}

const said = ({ method, status }: RequestMark): string => `${method} ${status ?? 'without a response'}`

function requestsInWords (struck: readonly RequestMark[], axis: Axis): string {
  if (struck.length === 0) return 'No requests'
  return `Requests: ${struck.slice(-mostStrokes).map(one => `${said(one)} at ${relative(one.at - axis.now)}`).join(', ')}`
}
