import { type Axis as Span, placeOf } from '../../pages/lane.ts'

/** The stretch of time that is drawn, in epoch milliseconds. */
export interface Axis extends Span {
  readonly now: number
}

/** What is seen of the future, as a share of what is seen of the past. */
const ahead = 0.25
const shortest = 10_000

/** From the first of these instants to a while after now. */
export function axisFrom (begins: readonly number[], now: number): Axis {
  const past = Math.max(now - Math.min(now, ...begins), shortest)
  return { from: now - past, until: now + past * ahead, now }
}

/** Where an instant is on the axis, in percent of its length. */
export const percentOf = (axis: Axis, at: number): number => Math.round(placeOf(axis, at) * 10) / 100

/** How long before or after now, for people. */
export function relative (ms: number): string {
  const sign = ms < 0 ? '−' : '+'
  const seconds = Math.abs(ms) / 1000
  if (seconds < 100) return `${sign}${Math.round(seconds * 10) / 10} s`
  const whole = Math.round(seconds)
  const parts = [[Math.floor(whole / 86_400), 'd'], [Math.floor(whole / 3600) % 24, 'h'], [Math.floor(whole / 60) % 60, 'min'], [whole % 60, 's']] as const
  return sign + parts.filter(([count]) => count > 0).slice(0, 2).map(([count, unit]) => `${count} ${unit}`).join(' ')
}
