import type { Tally } from '../tools.ts'
import { parallel } from '../check/parallel.ts'
import { check, seed } from '../check/product.ts'
import { withDouble } from './double.ts'
import { personas } from './personas.ts'

const atOnce = 6

/** The checker reports of each persona exactly the deviations that it states: no more, no less. */
export async function judgeChecks (tally: Tally): Promise<void> {
  await parallel(personas, atOnce, async ({ name, check_fails: stated = [] }) => {
    const { checks } = await withDouble({ persona: name, seed }, url => check(url, { strict: true, settle: 3, timeout: 10 }))
    const failed = checks.filter(({ verdict }) => verdict === 'failed')
    const more = failed.filter(({ id }) => !stated.includes(id)).map(({ id, detail }) => `+ ${id}: ${detail.slice(0, 200)}`)
    const fewer = stated.filter(id => !failed.some(check => check.id === id)).map(id => `- ${id}: ${checks.find(check => check.id === id)?.verdict}: ${checks.find(check => check.id === id)?.detail.slice(0, 200)}`)
    tally.note(more.length + fewer.length === 0, `${name}: the checker reports the ${stated.length} deviations that it states`, [...more, ...fewer].join('\n'))
  })
}
