import { html } from 'ghtml'
import { isUnfinished } from '../../src/jobs/job.ts'
import type { Segment } from '../../src/jobs/segments.ts'
import { isoTime } from '../http/iso-time.ts'

/** The visible period of a lane, in epoch milliseconds; both ends are finite, and `from` comes first. */
export interface TimeAxis { readonly from: number, readonly until: number }

/** The drawing's width; the stylesheet stretches it. */
const width = 1000
const height = 24

/** The position of an instant on the axis; instants beyond it are at its end. */
export const placeOf = ({ from, until }: TimeAxis, at: number): number =>
  Math.round(Math.min(Math.max((at - from) / (until - from), 0), 1) * width * 10) / 10

/** An axis that shows all finite parts of lives, with some room after now. */
export function axisOf (segments: readonly Segment[], now: number): TimeAxis {
  const from = Math.min(now, ...segments.map(({ from }) => from))
  const ends = segments.flatMap(({ from, until }) => [from, until]).filter(at => at !== Infinity)
  const last = Math.max(now, ...ends)
  return { from, until: last + Math.max((last - from) / 10, 1000) }
}

/**
 * A life as a bar: thick while the job is active, thin after its end while it can be read, faint for the planned part,
 * with a line for now. It has no inline style: the stylesheet sets the colours by status class.
 * @param label text for screen readers
 */
export const laneMarkup = (segments: readonly Segment[], axis: TimeAxis, now: number, label: string): string =>
  html`<svg class="lane" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label="${label}">!${segments.map(segment => bar(segment, axis))}<line class="now" x1="${placeOf(axis, now)}" x2="${placeOf(axis, now)}" y1="0" y2="${height}"/></svg>`

function bar ({ status, from, until, planned }: Segment, axis: TimeAxis): string {
  const [left, right] = [placeOf(axis, from), placeOf(axis, until)]
  const [top, thickness] = isUnfinished(status) ? [4, height - 8] : [height / 2 - 3, 6]
  return html`<rect class="${status} ${planned ? 'planned' : 'past'}" x="${left}" y="${top}" width="${Math.max(Math.round((right - left) * 10) / 10, 1)}" height="${thickness}"><title>${status} ${spanOf({ from, until })}${planned ? ' (planned)' : ''}</title></rect>`
}

const spanOf = ({ from, until }: Pick<Segment, 'from' | 'until'>): string =>
  until === Infinity ? `from ${timeOf(from)} on` : `from ${timeOf(from)} until ${timeOf(until)}`

/** A plan may lead beyond the last instant of a Date. */
const timeOf = (at: number): string => at <= 8.64e15 ? isoTime(at) : 'the end of the supported time range'

/** The life in words. */
export const lifeInWords = (segments: readonly Segment[]): string =>
  segments.map(segment => `${segment.status} ${spanOf(segment)}${segment.planned ? ' (planned)' : ''}`).join(', then ')
