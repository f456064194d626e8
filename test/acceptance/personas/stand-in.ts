/** A server becomes a seed and a persona, and a double with both gets the same verdicts from the checker. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withPygeoapi } from '../check/pygeoapi-server.ts'
import { check } from '../check/product.ts'
import { serve } from '../serve.ts'
import { must, type Tally } from '../tools.ts'

/** pygeoapi fails with a page for an execution whose JSON is not an object: no persona can express that (`not_imitated` of pygeoapi). */
const notLearned = ['execution/malformed', 'errors/server-error']

export async function judgeStandIn (tally: Tally): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'jobdouble-stand-in-'))
  const [seed, persona] = [join(folder, 'ours-seed.yaml'), join(folder, 'ours.yaml')]
  try {
    const [real, double] = await withPygeoapi(async url => {
      await must(process.execPath, ['dist/cli.js', 'import', url, '--output', seed, '--persona', persona], { seconds: 120 })
      const served = await serve(['--seed', seed, '--persona', persona])
      return Promise.all([judge(url), judge(served.url)]).finally(served.stop)
    })
    tally.note(real.family === 'remove' && double.family === real.family, `the stand-in for pygeoapi follows its family, ${real.family}`, String(double.family))
    tally.note(double.table === real.table, 'dismissals leave the same, state by state', `${real.table}\n${double.table}`)
    const differences = [...real.verdicts].filter(([id, verdict]) => !notLearned.includes(id) && double.verdicts.get(id) !== verdict).map(([id, verdict]) => `${id}: ${verdict}, and ${double.verdicts.get(id)} of the stand-in`)
    tally.note(differences.length === 0, `${real.verdicts.size} checks have the same verdicts`, differences.join('\n'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function judge (url: string) {
  const { family, table, checks } = await check(url, { strict: true })
  return {
    family,
    table: table.map(({ state, subject }) => `${state}: ${subject}`).join('\n'),
    // The outcome of racing dismissals varies from run to run.
    verdicts: new Map(checks.filter(({ id }) => !id.startsWith('dismiss/races/')).map(({ id, verdict }) => [id, verdict]))
  }
}
