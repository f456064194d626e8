/** The double in every policy, dialect, base path and world, in both APIs: it passes all checks. */
import { deployModes, tatorDialects } from '../../../schemas/control/settings.ts'
import type { Tally } from '../tools.ts'
import { parallel } from './parallel.ts'
import { check, createDouble, ogcOptions, seed, tatorOptions } from './product.ts'

const policies = ['retain', 'remove', 'gone'] as const
const dialects = ['1.0', '2.0-draft'] as const
const basePaths = ['', '/ogc/v1'] as const
const worlds = [undefined, 'a-world'] as const

/** One of the deployment modes for each, in turn, so that each mode meets every dialect, base path and world. */
const cases = policies.flatMap((dismiss, first) => dialects.flatMap((ogc, second) => basePaths.flatMap((basePath, third) => worlds.map((world, fourth) => ({ dismiss, ogc, basePath, world, deploy: deployModes[(first + second + 2 * third + fourth) % deployModes.length]! })))))

/** Maximum duration for a fast server, in seconds. */
const limit = 30

interface Case { readonly settings: NonNullable<Parameters<typeof createDouble>[0]>, readonly world: string | undefined, readonly options: NonNullable<Parameters<typeof check>[1]>, readonly expected: string }

async function judgeCase (tally: Tally, { settings, world, options, expected }: Case): Promise<void> {
  const double = await createDouble({ port: 0, seed, ...settings })
  const started = performance.now()
  const { summary, family, checks } = await check(world === undefined ? double.url : double.world(world).url, options)
  const seconds = (performance.now() - started) / 1000
  const wrong = checks.filter(({ verdict, detail }) => verdict === 'failed' || (verdict === 'skipped' && detail === ''))
  const sentence = `${Object.values(settings).join(' ')} ${world ?? ''}: ${summary.passed} passed, ${summary.failed} failed, ${summary.skipped} skipped with a reason; family ${family}; ${seconds.toFixed(1)} s`
  tally.note(wrong.length === 0 && family === expected && seconds < limit, sentence, wrong.map(({ id, detail }) => `${id}: ${detail}`).join('\n'))
  await double.close()
}

export const judgeItself = (tally: Tally, atOnce: number): Promise<void> =>
  parallel(cases, atOnce, ({ world, ...settings }) => judgeCase(tally, { settings, world, options: ogcOptions, expected: settings.dismiss }))

/** Dismissed jobs do not exist for Tator, whatever the policy. */
const tatorCases = tatorDialects.flatMap(tator => basePaths.flatMap(basePath => worlds.map((world, index) => ({ dismiss: policies[index + Number(basePath !== '')]!, tator, basePath, world }))))

export const judgeTator = (tally: Tally, atOnce: number): Promise<void> =>
  parallel(tatorCases, atOnce, ({ world, ...settings }) => judgeCase(tally, { settings, world, options: tatorOptions, expected: settings.tator }))
