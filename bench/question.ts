import type { Ratio } from './measure/compare.ts'
import type { Effort } from './measure/effort.ts'

/** A line of the table. */
export interface Answer { readonly question: string, readonly goal: string, readonly measured: string }

/** Something to measure, with its name on the command line. */
export interface Question {
  readonly name: string
  ask (effort: Effort): Promise<Answer[]>
}

/** A ratio of speeds that should be at least `goal`: the cost of the reference's answer, divided by ours. */
export const speed = (question: string, ratio: Ratio, goal?: number): Answer =>
  ({ question, goal: goal === undefined ? '–' : `≥ ${two(goal)}`, measured: said(ratio, judged => goal === undefined || judged >= goal) })

/** A ratio of costs that should be at most `goal`. */
export const cost = (question: string, ratio: Ratio, goal?: number): Answer =>
  ({ question, goal: goal === undefined ? '–' : `≤ ${two(goal)}`, measured: said(ratio, judged => goal === undefined || judged <= goal) })

/** A number of bytes that should be at most `goal`. */
export const bytes = (question: string, number: number, goal: number): Answer =>
  ({ question, goal: `≤ ${goal}`, measured: `${number.toFixed(0)}${verdict(number <= goal)}` })

function said ({ processor, clock, pairs }: Ratio, isMet: (judged: number) => boolean): string {
  const judged = processor ?? clock
  const byClock = processor === undefined ? '' : `; by the clock ${two(clock.median)}`
  return `${two(judged.median)}${verdict(isMet(Number(two(judged.median))))} (half of ${pairs} pairs ${two(judged.from)}–${two(judged.to)}${byClock})`
}

const verdict = (isMet: boolean): string => isMet ? '' : ' **missed**'

const two = (number: number): string => number.toFixed(2)
