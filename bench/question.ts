import type { Ratio } from './measure/compare.ts'

/** A line of the table. */
export interface Answer { readonly question: string, readonly goal: string, readonly measured: string }

/** Something that is measured, by the name under which it can be asked for. */
export interface Question {
  readonly name: string
  /** @param quick fewer and shorter rounds: good enough to see what a change did, not to publish */
  ask (quick: boolean): Promise<Answer[]>
}

/** A ratio of speeds that should be `goal` or more: what the reference costs, in terms of what ours does. */
export const speed = (question: string, ratio: Ratio, goal?: number): Answer =>
  ({ question, goal: goal === undefined ? '–' : `≥ ${two(goal)}`, measured: said(ratio, goal === undefined || met(ratio) >= goal) })

/** A ratio of costs that should be `goal` or less. */
export const cost = (question: string, ratio: Ratio, goal: number): Answer =>
  ({ question, goal: `≤ ${two(goal)}`, measured: said(ratio, met(ratio) <= goal) })

const met = ({ clock }: Ratio): number => Number(clock.toFixed(2))

function said ({ clock, from, to, processor, pairs }: Ratio, isMet: boolean): string {
  const byProcessor = processor === undefined ? '' : `; by processor time ${two(processor)}`
  return `${two(clock)}${isMet ? '' : ' **missed**'} (half of ${pairs} pairs ${two(from)}–${two(to)}${byProcessor})`
}

const two = (number: number): string => number.toFixed(2)
