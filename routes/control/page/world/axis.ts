import { type TimeAxis as Span, placeOf } from '../../../pages/lane.ts'

/** The period that is drawn, in epoch milliseconds. */
export interface Axis extends Span {
  readonly now: number
}

/** The visible future, as a share of the visible past. */
const ahead = 0.25
const shortest = 15_000
/** Earlier instants do not extend the axis by default. */
const lately = 600_000
const usual = 60_000

/** The choices of the visible past, in seconds, with their labels. */
export const spans = [[10, '10 s'], [60, '1 min'], [600, '10 min'], [3600, '1 h'], [86_400, '1 d']] as const

/** An axis with a past of `span` milliseconds. @param instants if `span` is absent, all of these that are at most ten minutes old are visible */
export function axisFor (instants: readonly number[], now: number, span?: number): Axis {
  const recent = instants.filter(at => at <= now && at >= now - lately)
  const past = span ?? (recent.length === 0 ? usual : Math.max((now - Math.min(...recent)) * 1.05, shortest))
  return { from: now - past, until: now + past * ahead, now }
}

/** The position of an instant on the axis, in percent. */
export const percentOf = (axis: Axis, at: number): number => Math.round(placeOf(axis, at) * 10) / 100
