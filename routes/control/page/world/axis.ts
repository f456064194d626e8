import { type Axis as Span, placeOf } from '../../../pages/lane.ts'

/** The stretch of time that is drawn, in epoch milliseconds. */
export interface Axis extends Span {
  readonly now: number
}

/** What is seen of the future, as a share of what is seen of the past. */
const ahead = 0.25
const shortest = 15_000
/** What happened before that does not stretch the axis by itself. */
const lately = 600_000
const usual = 60_000

/** How much of the past can be chosen, in seconds, and what it is called. */
export const spans = [[10, '10 s'], [60, '1 min'], [600, '10 min'], [3600, '1 h'], [86_400, '1 d']] as const

/**
 * As much of the past as `span` says, in milliseconds.
 * @param instants if absent, all of these are seen that are no longer ago than ten minutes
 */
export function axisFor (instants: readonly number[], now: number, span?: number): Axis {
  const recent = instants.filter(at => at <= now && at >= now - lately)
  const past = span ?? (recent.length === 0 ? usual : Math.max((now - Math.min(...recent)) * 1.05, shortest))
  return { from: now - past, until: now + past * ahead, now }
}

/** Where an instant is on the axis, in percent of its length. */
export const percentOf = (axis: Axis, at: number): number => Math.round(placeOf(axis, at) * 10) / 100
