import type { Ratio } from './measure/compare.ts'
import type { Effort } from './measure/effort.ts'

/** A line of the table. */
export interface Answer { readonly question: string, readonly goal: string, readonly measured: string }

/** Something that is measured, by the name under which it can be asked for. */
export interface Question {
  readonly name: string
  ask (effort: Effort): Promise<Answer[]>
}

/** A ratio of speeds that should be `goal` or more: what an answer of the reference costs, in terms of what ours does. */
export const speed = (question: string, ratio: Ratio, goal?: number): Answer =>
  ({ question, goal: goal === undefined ? '–' : `≥ ${two(goal)}`, measured: said(ratio, judged => goal === undefined || judged >= goal) })

/** A ratio of costs that should be `goal` or less. */
export const cost = (question: string, ratio: Ratio, goal?: number): Answer =>
  ({ question, goal: goal === undefined ? '–' : `≤ ${two(goal)}`, measured: said(ratio, judged => goal === undefined || judged <= goal) })

/** A number of bytes that should be `goal` or less. */
export const bytes = (question: string, number: number, goal: number): Answer =>
  ({ question, goal: `≤ ${goal}`, measured: `${number.toFixed(0)}${verdict(number <= goal)}` })

function said ({ processor, clock, pairs }: Ratio, isMet: (judged: number) => boolean): string {
  const judged = processor ?? clock
  const byClock = processor === undefined ? '' : `; by the clock ${two(clock.median)}`
  return `${two(judged.median)}${verdict(isMet(Number(two(judged.median))))} (half of ${pairs} pairs ${two(judged.from)}–${two(judged.to)}${byClock})`
}

const verdict = (isMet: boolean): string => isMet ? '' : ' **missed**'

const two = (number: number): string => number.toFixed(2)
