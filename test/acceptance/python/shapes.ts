/** Test suites of three typical shapes, each in its original form and with the double: both pass, and the page states their lengths. */
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { unpackRecipe } from '../examples/recipe.ts'
import type { Tally } from '../tools.ts'
import { folder, ownFolder, pytest, root } from './tools.ts'

const shapes = ['stubbed-responses', 'hand-made-fake', 'mocked-transport']
const page = 'docs/recipes/from-responses.md'

export async function checkShapes (tally: Tally, program: string): Promise<void> {
  for (const half of ['before', 'after']) {
    await pytest(tally, `three suites of clients, ${half}`, program, ['--import-mode=importlib', ...shapes.map(shape => `${shape}/${half}.py`)], { cwd: join(ownFolder, 'shapes') })
  }
  const rows = await readFile(join(root, page), 'utf8')
  for (const shape of shapes) {
    const [before, after] = await Promise.all(['before', 'after'].map(half => linesOf(join(ownFolder, 'shapes', shape, `${half}.py`))))
    tally.note(new RegExp(`^\\| \`${shape}\`.* \\| ${before} \\| ${after} \\|$`, 'm').test(rows), `${shape}: ${before} lines before, ${after} after, as ${page} says`)
  }
  await pytest(tally, `the examples of ${page}`, program, [], { cwd: await pageTests() })
}

async function pageTests (): Promise<string> {
  const place = join(folder, 'from-responses')
  await rm(place, { recursive: true, force: true })
  await unpackRecipe('from-responses', place)
  return place
}

/** Lines with code. */
const linesOf = async (file: string): Promise<number> => (await readFile(file, 'utf8')).split('\n').filter(line => /\S/.test(line) && !/^\s*#/.test(line)).length
