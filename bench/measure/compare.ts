import { quantile } from './quantile.ts'

/** What a unit of work cost: milliseconds on the clock, and on the server's processor where the system tells. */
export interface Cost { readonly clock: number, readonly processor: number | undefined }

export type Measurement = () => Promise<Cost>

/** The median over pairs that were measured one right after the other, and where the middle half of the pairs lies. */
export interface Spread { readonly median: number, readonly from: number, readonly to: number }

/** How two costs relate. */
export interface Ratio {
  readonly clock: Spread
  readonly processor: Spread | undefined
  readonly pairs: number
}

/** Cost of `one` as a multiple of that of `other`. The two take turns in going first, so that a drift hurts both alike. */
export async function compare (one: Measurement, other: Measurement, pairs: number): Promise<Ratio> {
  const costs: [one: Cost, other: Cost][] = []
  for (let pair = 0; pair < pairs; pair++) costs.push(pair % 2 === 0 ? await inOrder(one, other) : await inReverse(one, other))
  return ratioOf(costs)
}

async function inOrder (one: Measurement, other: Measurement): Promise<[Cost, Cost]> {
  const first = await one()
  return [first, await other()]
}

async function inReverse (one: Measurement, other: Measurement): Promise<[Cost, Cost]> {
  const first = await other()
  return [await one(), first]
}

function ratioOf (costs: readonly [Cost, Cost][]): Ratio {
  const clock = costs.map(([one, other]) => one.clock / other.clock)
  const processor = costs.flatMap(([{ processor: one }, { processor: other }]) => one === undefined || other === undefined ? [] : [one / other])
  return { clock: spreadOf(clock), processor: processor.length === 0 ? undefined : spreadOf(processor), pairs: costs.length }
}

const spreadOf = (ratios: readonly number[]): Spread =>
  ({ median: quantile(ratios, 0.5), from: quantile(ratios, 0.25), to: quantile(ratios, 0.75) })
