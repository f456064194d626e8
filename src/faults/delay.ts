import { InvalidArgument } from '../jobs/invalid-argument.ts'
import { latestInstant } from '../jobs/instants.ts'
import type { Fault } from './fault.ts'

/** The delay of a fault, in milliseconds. @param random a number from 0 to 1 */
export function delayOf ({ fixedDelayMilliseconds = 0, delayDistribution }: Pick<Fault, 'fixedDelayMilliseconds' | 'delayDistribution'>, random: () => number): number {
  if (delayDistribution === undefined) return fixedDelayMilliseconds
  if (delayDistribution.type === 'uniform') {
    const { lower, upper } = delayDistribution
    return fixedDelayMilliseconds + lower + random() * (upper - lower)
  }
  const { median, sigma, maxValue = Infinity } = delayDistribution
  return fixedDelayMilliseconds + Math.min(median * Math.exp(sigma * normal(random)), maxValue)
}

/** @throws RangeError for a delay that no clock can measure: the member, what came and what was expected */
export function refuseInvalidDelays ({ fixedDelayMilliseconds = 0, delayDistribution, chunkedDribbleDelay }: Pick<Fault, 'fixedDelayMilliseconds' | 'delayDistribution' | 'chunkedDribbleDelay'>): void {
  const { type: _, ...numbers } = delayDistribution ?? { type: 'uniform' }
  if (delayDistribution?.type === 'uniform' && delayDistribution.lower > delayDistribution.upper) throw new InvalidArgument(`A fault: delayDistribution.lower came as ${delayDistribution.lower}; expected at most upper, which is ${delayDistribution.upper}.`)
  for (const [member, value] of Object.entries({ fixedDelayMilliseconds, ...numbers, ...chunkedDribbleDelay })) {
    if (!(value >= 0 && value <= latestInstant)) throw new InvalidArgument(`A fault: ${member} came as ${value}; expected a number from 0 to ${latestInstant}.`)
  }
}

/** A sample of the standard normal distribution (Box–Muller). */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** Random numbers from 0 to 1 that repeat for the same seed (mulberry32), so that random delays repeat in each test run. */
export function repeatableRandom (seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
