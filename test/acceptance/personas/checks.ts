import type { Persona } from '../../../schemas/persona.ts'
import type { Tally } from '../tools.ts'
import { parallel } from '../check/parallel.ts'
import { check, learn, seed } from '../check/product.ts'
import { withDouble } from './double.ts'
import { personas } from './personas.ts'

const atOnce = 6
const options = { settle: 3, timeout: 10, strict: true } as const

/**
 * The checker reports of each persona exactly the deviations that it states: no more, no less. What is learned meanwhile is
 * a persona of which it reports the same.
 */
export async function judgeChecks (tally: Tally): Promise<void> {
  await parallel(personas, atOnce, async ({ name, check_fails: stated = [] }) => {
    const { differences, learned } = await tryTwice(() => learnFrom(name, stated))
    tally.note(differences.length === 0, `${name}: the checker reports the ${stated.length} deviations that it states`, differences.join('\n'))
    const { differences: others } = await tryTwice(async () => ({ differences: await differencesOf(learned, stated) }))
    tally.note(others.length === 0, `${name}: the checker reports the same of the persona that is learned from it`, others.join('\n'))
  })
}

/** A busy machine may miss the moment in which a job runs: differences are checked a second time. */
async function tryTwice<T extends { readonly differences: readonly string[] }> (work: () => Promise<T>): Promise<T> {
  const first = await work()
  return first.differences.length === 0 ? first : work()
}

async function learnFrom (name: string, stated: readonly string[]): Promise<{ learned: Persona, differences: string[] }> {
  const { report: { checks }, learned: { persona } } = await withDouble({ persona: name, seed }, url => learn(url, options))
  return { learned: { name: 'learned', ...persona }, differences: unlike(checks, stated) }
}

async function differencesOf (persona: Persona, stated: readonly string[]): Promise<string[]> {
  const { checks } = await withDouble({ persona, seed }, url => check(url, options))
  return unlike(checks, stated)
}

/** Whether a job has run for more than two seconds when the list is read depends on the machine. */
const maySkip = ['job-list/filter/max-duration-short']

const unlike = (checks: Awaited<ReturnType<typeof check>>['checks'], stated: readonly string[]): string[] =>
  checks.filter(({ id, verdict }) => (verdict === 'failed') !== stated.includes(id) && !(verdict === 'skipped' && maySkip.includes(id))).map(({ id, verdict, detail }) => `${id} ${verdict}: ${detail.slice(0, 200)}`)
