import { html } from 'ghtml'
import { isoTime } from '../http/iso-time.ts'

/** A time before or after now, for people. */
export function relative (ms: number): string {
  return `${ms < 0 ? '−' : '+'}${duration(Math.abs(ms))}`
}

/** A duration, for people. @param ms at least 0 */
export function duration (ms: number): string {
  if (ms === Infinity) return 'without end'
  const seconds = ms / 1000
  if (seconds < 100) return `${Math.round(seconds * 10) / 10} s`
  const whole = Math.round(seconds)
  const parts = [[Math.floor(whole / 86_400), 'd'], [Math.floor(whole / 3600) % 24, 'h'], [Math.floor(whole / 60) % 60, 'min'], [whole % 60, 's']] as const
  return parts.filter(([count]) => count > 0).slice(0, 2).map(([count, unit]) => `${count} ${unit}`).join(' ')
}

/** An instant relative to now; the exact time is in the element for machines and as a tooltip. */
export const timeMarkup = (at: number, now: number): string =>
  html`<time datetime="${isoTime(at)}" title="${isoTime(at)}">${at === now ? 'now' : relative(at - now)}</time>`
