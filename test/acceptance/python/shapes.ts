/** The suites of three shapes found in the wild, each as it was and with the double: both pass, and the page says how long they are. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tally } from '../tools.ts'
import { here, pytest, root } from './tools.ts'

const shapes = ['stubbed-responses', 'hand-made-fake', 'mocked-transport']
const page = 'docs/recipes/from-responses.md'

export async function checkShapes (tally: Tally, program: string): Promise<void> {
  for (const half of ['before', 'after']) {
    await pytest(tally, `three suites of clients, ${half}`, program, ['--import-mode=importlib', ...shapes.map(shape => `${shape}/${half}.py`)], { cwd: join(here, 'shapes') })
  }
  const text = await readFile(join(root, page), 'utf8')
  for (const shape of shapes) {
    const [before, after] = await Promise.all(['before', 'after'].map(half => linesOf(join(here, 'shapes', shape, `${half}.py`))))
    tally.note(text.includes(`(../../test/acceptance/python/shapes/${shape}) | ${before} | ${after} |`), `${shape}: ${before} lines before, ${after} after, as ${page} says`)
  }
}

/** Lines with code. */
const linesOf = async (file: string): Promise<number> => (await readFile(file, 'utf8')).split('\n').filter(line => /\S/.test(line) && !/^\s*#/.test(line)).length
