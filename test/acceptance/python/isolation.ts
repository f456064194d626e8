/** Parallel tests, and the cost of a world for a test. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tally } from '../tools.ts'
import { folder, ownFolder, pytest } from './tools.ts'

const place = join(ownFolder, 'isolation')

export async function checkIsolation (tally: Tally, program: string): Promise<void> {
  await pytest(tally, '4 workers of pytest-xdist, 200 tests: none meets another', program, ['-n', '4', 'test_isolation.py'], { cwd: place })
  const report = join(folder, 'times.xml')
  await pytest(tally, 'tests that do nothing but have a world, or start a server', program, ['test_world_only.py', 'test_server_only.py', `--junitxml=${report}`], { cwd: place })
  const [world, server] = timesIn(await readFile(report, 'utf8'))
  console.log(`       A test with a world of its own takes ${ms(world)}, one that starts a server of its own ${ms(server)}: a ratio of 1 to ${Math.round(server / world)}.`)
}

const ms = (seconds: number): string => `${(seconds * 1000).toFixed(1)} ms`

/** The median of each of the two files, in seconds: the first test with a world starts the server for all. */
function timesIn (report: string): [number, number] {
  const times = [...report.matchAll(/classname="test_(world|server)_only"[^>]*time="([\d.]+)"/g)]
  const median = (kind: string) => times.filter(([, one]) => one === kind).map(([, , time]) => Number(time)).sort((one, other) => one - other).at(-Math.floor(times.filter(([, one]) => one === kind).length / 2))!
  return [median('world'), median('server')]
}
