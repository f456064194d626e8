import { stopPrograms } from './program.ts'
import { quantile } from './quantile.ts'

/** The cost of a unit of work: milliseconds on the clock, and on the server's processor if the system reports it. */
export interface Cost { readonly clock: number, readonly processor: number | undefined }

export type Measurement = () => Promise<Cost>
export type Pair = readonly [one: Measurement, other: Measurement]

/** The median over pairs that were measured one right after the other, and where the middle half of the pairs lies. */
interface Spread { readonly median: number, readonly from: number, readonly to: number }

/** How two costs relate. */
export interface Ratio {
  readonly clock: Spread
  readonly processor: Spread | undefined
  readonly pairs: number
}

/** Cost of `one` as a multiple of that of `other`. */
export const compare = async (one: Measurement, other: Measurement, pairs: number): Promise<Ratio> =>
  ratioOf(await takeTurns(one, other, pairs))

/** The same with new servers each time, since no two runs of a program are compiled alike. Programs that `prepare` starts are stopped. */
export async function compareAnew (prepare: () => Promise<Pair>, times: number, pairs: number): Promise<Ratio> {
  const costs: [Cost, Cost][] = []
  for (let time = 0; time < times; time++) {
    costs.push(...await takeTurns(...await prepare(), pairs))
    await stopPrograms()
  }
  return ratioOf(costs)
}

/** Measures both repeatedly, taking turns in going first, so that a drift affects both alike. */
async function takeTurns (one: Measurement, other: Measurement, pairs: number): Promise<[Cost, Cost][]> {
  const costs: [Cost, Cost][] = []
  for (let pair = 0; pair < pairs; pair++) {
    const [first, second] = pair % 2 === 0 ? [one, other] : [other, one]
    const [before, after] = [await first(), await second()]
    costs.push(pair % 2 === 0 ? [before, after] : [after, before])
  }
  return costs
}

function ratioOf (costs: readonly [Cost, Cost][]): Ratio {
  const clock = costs.map(([one, other]) => one.clock / other.clock)
  const processor = costs.flatMap(([{ processor: one }, { processor: other }]) => one === undefined || other === undefined ? [] : [one / other])
  return { clock: spreadOf(clock), processor: processor.length === 0 ? undefined : spreadOf(processor), pairs: costs.length }
}

const spreadOf = (ratios: readonly number[]): Spread =>
  ({ median: quantile(ratios, 0.5), from: quantile(ratios, 0.25), to: quantile(ratios, 0.75) })
