/** The double in every policy, dialect, base path and world: it tells the truth about itself. */
import type { Tally } from '../tools.ts'
import { parallel } from './parallel.ts'
import { check, createDouble, seed } from './product.ts'

const policies = ['retain', 'remove', 'gone'] as const
const dialects = ['1.0', '2.0-draft'] as const
const basePaths = ['', '/ogc/v1'] as const
const worlds = [undefined, 'a-world'] as const

const cases = policies.flatMap(dismiss => dialects.flatMap(ogc => basePaths.flatMap(basePath => worlds.map(world => ({ dismiss, ogc, basePath, world })))))

/** How long a fast server may take, in seconds. */
const limit = 30

export async function judgeItself (tally: Tally, atOnce: number): Promise<void> {
  await parallel(cases, atOnce, async ({ world, ...settings }) => {
    const double = await createDouble({ port: 0, seed, ...settings })
    const started = performance.now()
    const { summary, family, checks } = await check(world === undefined ? double.url : double.world(world).url, { settle: 2 })
    const seconds = (performance.now() - started) / 1000
    const wrong = checks.filter(({ verdict, detail }) => verdict === 'failed' || (verdict === 'skipped' && detail === ''))
    const sentence = `${Object.values(settings).join(' ')} ${world ?? ''}: ${summary.passed} passed, ${summary.failed} failed, ${summary.skipped} skipped with a reason; family ${family}; ${seconds.toFixed(1)} s`
    tally.note(wrong.length === 0 && family === settings.dismiss && seconds < limit, sentence, wrong.map(({ id, detail }) => `${id}: ${detail}`).join('\n'))
    await double.close()
  })
}
