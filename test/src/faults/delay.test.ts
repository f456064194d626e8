import t from 'tap'
import { delayOf, refuseInvalidDelays, repeatableRandom } from '../../../src/faults/delay.ts'

/** Hands out these numbers in turn. */
const numbers = (...values: number[]) => () => values.shift()!

t.test('a delay is fixed, or none', async t => {
  const never = () => { throw new Error('nothing is random here') }
  t.equal(delayOf({}, never), 0)
  t.equal(delayOf({ fixedDelayMilliseconds: 250 }, never), 250)
})

t.test('a uniform delay lies between its limits, on top of the fixed one', async t => {
  const delayDistribution = { type: 'uniform', lower: 100, upper: 300 } as const
  for (const [random, delay] of [[0, 100], [0.5, 200], [1, 300]] as const) t.equal(delayOf({ delayDistribution }, numbers(random)), delay)
  t.equal(delayOf({ fixedDelayMilliseconds: 1000, delayDistribution }, numbers(0.5)), 1200)
})

t.test('a lognormal delay lies around its median, and not above its limit', async t => {
  const random = repeatableRandom(1)
  const delays = Array.from({ length: 4001 }, () => delayOf({ delayDistribution: { type: 'lognormal', median: 100, sigma: 0.5 } }, random)).sort((a, b) => a - b)
  const median = delays[2000]!
  t.ok(median > 90 && median < 110, `${median}`)
  // Of a normal distribution 84 % lie below one sigma.
  const high = delays[Math.floor(4001 * 0.8413)]! / 100
  t.ok(Math.abs(Math.log(high) - 0.5) < 0.1, `${high}`)
  t.ok(delays[0]! > 0)
  t.equal(delayOf({ delayDistribution: { type: 'lognormal', median: 100, sigma: 0.5, maxValue: 10 } }, random), 10)
  t.equal(delayOf({ delayDistribution: { type: 'lognormal', median: 100, sigma: 0 } }, numbers(0.3, 0.3)), 100)
})

t.test('random numbers repeat for a seed, lie from 0 to 1, and are spread', async t => {
  const some = (seed: number) => {
    const random = repeatableRandom(seed)
    return Array.from({ length: 1000 }, random)
  }
  t.same(some(7), some(7))
  t.notSame(some(7).slice(0, 5), some(8).slice(0, 5))
  t.ok(some(0).every(number => number >= 0 && number < 1))
  const mean = some(0).reduce((sum, number) => sum + number) / 1000
  t.ok(mean > 0.45 && mean < 0.55, `${mean}`)
})

t.test('a delay that no clock can measure is refused', async t => {
  for (const fixedDelayMilliseconds of [-1, 8.64e15 + 1, NaN]) t.throws(() => refuseInvalidDelays({ fixedDelayMilliseconds }), { message: /^A fault: fixedDelayMilliseconds came as .*; expected a number from 0 to / }, String(fixedDelayMilliseconds))
  t.doesNotThrow(() => refuseInvalidDelays({ fixedDelayMilliseconds: 8.64e15 - Date.UTC(2100, 0) }))
})
