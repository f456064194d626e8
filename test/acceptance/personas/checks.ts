import type { Tally } from '../tools.ts'
import { parallel } from '../check/parallel.ts'
import { check, seed } from '../check/product.ts'
import { withDouble } from './double.ts'
import { personas } from './personas.ts'

const atOnce = 6

/** The checker reports of each persona exactly the deviations that it states: no more, no less. */
export async function judgeChecks (tally: Tally): Promise<void> {
  await parallel(personas, atOnce, async ({ name, check_fails: stated = [] }) => {
    const found = await differences(name, stated)
    // A busy machine may miss the moment in which a job runs: what differs is looked at once more.
    const again = found.length === 0 ? [] : await differences(name, stated)
    tally.note(again.length === 0, `${name}: the checker reports the ${stated.length} deviations that it states`, again.join('\n'))
  })
}

async function differences (name: string, stated: readonly string[]): Promise<string[]> {
  const { checks } = await withDouble({ persona: name, seed }, url => check(url, { strict: true, settle: 3, timeout: 10 }))
  return checks.filter(({ id, verdict }) => (verdict === 'failed') !== stated.includes(id)).map(({ id, verdict, detail }) => `${id} ${verdict}: ${detail.slice(0, 200)}`)
}
