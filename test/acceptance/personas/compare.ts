import type { Tally } from '../tools.ts'
import { check } from '../check/product.ts'
import type { CheckOptions } from '../../../src/check/options.ts'
import { type Difference, differencesOf, isStated } from './differences.ts'
import { withDouble } from './double.ts'
import { runSteps } from './exchange.ts'
import { personas } from './personas.ts'
import type { RealServer } from './real-server.ts'
import { clientSteps } from './client-steps.ts'

const notImitatedOf = (name: string) => personas.find(persona => persona.name === name)!.not_imitated ?? []

/**
 * Sends the same requests, and the whole check, to a real server and to its persona: each difference must be stated by
 * the persona or by the one that it varies.
 */
export async function compareWithReal (tally: Tally, { persona: name, serve, processes, subject, check: options }: RealServer): Promise<void> {
  const notImitated = notImitatedOf(name)
  const base = personas.find(persona => persona.name === name)!.variant_of
  const stated = [...notImitated, ...base === undefined ? [] : notImitatedOf(base)].flatMap(({ differences = [] }) => differences)
  const always = notImitated.flatMap(({ sometimes = false, differences = [] }) => sometimes ? [] : differences)
  const work = async (url: string) => ({ answers: await runSteps(url, clientSteps(subject)), verdicts: await judge(url, options) })
  const [real, double] = await serve(async url => {
    const described = await Promise.all(processes.map(async ({ id, ...own }) => ({ ...await describe(url, id), ...own })))
    return Promise.all([work(url), withDouble({ persona: name, seed: { processes: described } }, work)])
  })
  const differences = [...differencesOf(real.answers, double.answers), ...verdictDifferences(real.verdicts, double.verdicts)]
  const unstated = differences.filter(difference => !isStated(difference, stated))
  const idle = always.filter(pattern => !differences.some(difference => isStated(difference, [pattern])))
  console.log(`       ${real.answers.length} requests and ${real.verdicts.size} checks; ${differences.length} differences, ${unstated.length} of them not stated`)
  tally.note(unstated.length === 0, `${name}: every difference from the real server is stated in not_imitated`, unstated.map(({ name, real, double }) => `${name}\n    real    ${real}\n    persona ${double}`).join('\n'))
  tally.note(idle.length === 0, `${name}: not_imitated states no difference that is not there`, idle.join('\n'))
}

/** A process as the real server describes it, without links: the double has its own. */
async function describe (url: string, id: string): Promise<{ id: string }> {
  const { links, ...description } = await (await fetch(`${url}/processes/${id}?f=json`)).json() as { id: string, links?: unknown }
  return description
}

async function judge (url: string, options: CheckOptions = {}): Promise<ReadonlyMap<string, string>> {
  const { checks } = await check(url, { strict: true, settle: 4, ...options })
  // The outcome of racing dismissals varies from run to run.
  return new Map(checks.filter(({ id }) => !id.startsWith('dismiss/races/')).map(({ id, verdict }) => [id, verdict]))
}

const verdictDifferences = (real: ReadonlyMap<string, string>, double: ReadonlyMap<string, string>): Difference[] =>
  [...real].filter(([id, verdict]) => double.get(id) !== verdict).map(([id, verdict]) => ({ name: `check: ${id}`, real: verdict, double: String(double.get(id)) }))
