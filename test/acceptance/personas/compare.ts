import type { Tally } from '../tools.ts'
import { check } from '../check/product.ts'
import type { CheckOptions } from '../../../src/check/options.ts'
import type { CheckResult } from '../../../src/check/index.ts'
import { type Difference, differencesOf, isStated } from './differences.ts'
import { withDouble } from './double.ts'
import { runSteps } from './exchange.ts'
import { personas } from './personas.ts'
import type { RealServer } from './real-server.ts'
import { clientSteps } from './client-steps.ts'

const notImitatedOf = (name: string) => personas.find(persona => persona.name === name)!.not_imitated ?? []

/**
 * Sends the same requests, and the whole check, to a real server and to its persona: each difference must be stated by
 * the persona or by the one that it varies. One that is not is looked for once more: on a busy machine a real server may
 * leave a request without an answer.
 */
export async function compareWithReal (tally: Tally, server: RealServer): Promise<void> {
  const { persona: name } = server
  const { stated, always } = statedBy(name)
  const isUnstated = (difference: Difference) => !isStated(difference, stated)
  const first = await differencesFrom(server)
  const once = first.filter(isUnstated)
  const differences = once.length === 0 ? first : await differencesFrom(server)
  const unstated = differences.filter(isUnstated)
  for (const difference of once) if (!unstated.some(({ name }) => name === difference.name)) console.log(`       seen once in two comparisons: ${describeDifference(difference)}`)
  const lasting = unstated.filter(({ name }) => once.some(other => other.name === name))
  const idle = always.filter(pattern => !differences.some(difference => isStated(difference, [pattern])))
  console.log(`       ${differences.length} differences, ${lasting.length} of them not stated`)
  tally.note(lasting.length === 0, `${name}: every difference from the real server is stated in not_imitated`, lasting.map(describeDifference).join('\n'))
  tally.note(idle.length === 0, `${name}: not_imitated states no difference that is not there`, idle.join('\n'))
}

/** The differences that a persona states, itself or by the one that it varies, and those of its own that are always there. */
function statedBy (name: string): { readonly stated: readonly string[], readonly always: readonly string[] } {
  const notImitated = notImitatedOf(name)
  const base = personas.find(persona => persona.name === name)!.variant_of
  return {
    stated: [...notImitated, ...base === undefined ? [] : notImitatedOf(base)].flatMap(({ differences = [] }) => differences),
    always: notImitated.flatMap(({ sometimes = false, differences = [] }) => sometimes ? [] : differences)
  }
}

async function differencesFrom ({ persona, serve, processes, subject, check: options }: RealServer): Promise<Difference[]> {
  const work = async (url: string) => ({ answers: await runSteps(url, clientSteps(subject)), verdicts: await judge(url, options) })
  const [real, double] = await serve(async url => {
    const described = await Promise.all(processes.map(async ({ id, ...own }) => ({ ...await describe(url, id), ...own })))
    return Promise.all([work(url), withDouble({ persona, seed: { processes: described } }, work)])
  })
  console.log(`       ${real.answers.length} requests and ${real.verdicts.size} checks`)
  return [...differencesOf(real.answers, double.answers), ...verdictDifferences(real.verdicts, double.verdicts)]
}

const describeDifference = ({ name, real, double }: Difference): string => `${name}\n    real    ${real}\n    persona ${double}`

/** A process as the real server describes it, without links: the double has its own. */
async function describe (url: string, id: string): Promise<{ id: string }> {
  const { links, ...description } = await (await fetch(`${url}/processes/${id}?f=json`)).json() as { id: string, links?: unknown }
  return description
}

type Verdicts = ReadonlyMap<string, Pick<CheckResult, 'verdict' | 'detail'>>

async function judge (url: string, options: CheckOptions = {}): Promise<Verdicts> {
  const { checks } = await check(url, { strict: true, settle: 4, ...options })
  // The outcome of racing dismissals varies from run to run.
  return new Map(checks.filter(({ id }) => !id.startsWith('dismiss/races/')).map(check => [check.id, check]))
}

const verdictDifferences = (real: Verdicts, double: Verdicts): Difference[] =>
  [...real].filter(([id, { verdict }]) => double.get(id)?.verdict !== verdict).map(([id, one]) => ({ name: `check: ${id}`, real: describeVerdict(one), double: describeVerdict(double.get(id)) }))

const describeVerdict = ({ verdict, detail }: { readonly verdict?: string, readonly detail?: string } = {}): string => `${verdict}: ${detail?.slice(0, 200)}`
