import { html } from 'ghtml'
import { isUnfinished } from '../../src/jobs/job.ts'
import type { Segment } from '../../src/jobs/segments.ts'
import { isoTime } from '../http/iso-time.ts'

/** What a lane shows from left to right, in epoch milliseconds; both ends are finite, and `from` comes first. */
export interface Axis { readonly from: number, readonly until: number }

/** As wide as an axis is drawn; the stylesheet stretches it. */
const width = 1000
const height = 24

/** Where an instant stands on the axis; what lies beyond it stands at its end. */
export const placeOf = ({ from, until }: Axis, at: number): number =>
  Math.round(Math.min(Math.max((at - from) / (until - from), 0), 1) * width * 10) / 10

/** The axis on which lives can be seen whole, as far as they are finite, with some room behind now. */
export function axisOf (segments: readonly Segment[], now: number): Axis {
  const from = Math.min(now, ...segments.map(({ from }) => from))
  const ends = segments.flatMap(({ from, until }) => [from, until]).filter(at => at !== Infinity)
  const last = Math.max(now, ...ends)
  return { from, until: last + Math.max((last - from) / 10, 1000) }
}

/**
 * A life as a bar: thick while the job does something, thin where it has ended and can still be read, faint what is planned,
 * and now as a line. No style stands in it; the
 * stylesheet colours it by the class of its status.
 * @param label what it says to those who do not see it
 */
export const laneMarkup = (segments: readonly Segment[], axis: Axis, now: number, label: string): string =>
  html`<svg class="lane" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label="${label}">!${segments.map(segment => bar(segment, axis))}<line class="now" x1="${placeOf(axis, now)}" x2="${placeOf(axis, now)}" y1="0" y2="${height}"/></svg>`

function bar ({ status, from, until, planned }: Segment, axis: Axis): string {
  const [left, right] = [placeOf(axis, from), placeOf(axis, until)]
  const [top, thickness] = isUnfinished(status) ? [4, height - 8] : [height / 2 - 3, 6]
  return html`<rect class="${status} ${planned ? 'planned' : 'past'}" x="${left}" y="${top}" width="${Math.max(Math.round((right - left) * 10) / 10, 1)}" height="${thickness}"><title>${status} ${spanOf({ from, until })}${planned ? ' (planned)' : ''}</title></rect>`
}

const spanOf = ({ from, until }: Pick<Segment, 'from' | 'until'>): string =>
  until === Infinity ? `from ${timeOf(from)} on` : `from ${timeOf(from)} until ${timeOf(until)}`

/** A clock ends somewhere; a plan may lead beyond. */
const timeOf = (at: number): string => at <= 8.64e15 ? isoTime(at) : 'the end of the supported time range'

/** The same life in words. */
export const lifeInWords = (segments: readonly Segment[]): string =>
  segments.map(segment => `${segment.status} ${spanOf(segment)}${segment.planned ? ' (planned)' : ''}`).join(', then ')
