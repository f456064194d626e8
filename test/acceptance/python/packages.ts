/** Both packages: their builds are reproducible and complete. */
import { rm } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import { join } from 'node:path'
import { npmPack } from '../npm.ts'
import { must, type Tally } from '../tools.ts'
import { check, digests, folder, limits, root } from './tools.ts'

const contents = 'import sys, zipfile; print("\\n".join(f"{i.file_size} {i.filename}" for i in zipfile.ZipFile(sys.argv[1]).infolist()))'

const needed = ['jobdouble/py.typed', 'jobdouble/bundle/package.json', 'jobdouble/bundle/dist/cli.js', 'jobdouble/bundle/dist/program.cjs', 'jobdouble/bundle/dist/index.js', '.dist-info/licenses/LICENSE', '.dist-info/licenses/THIRD-PARTY-LICENSES', '.dist-info/entry_points.txt']

/** Builds the Python package, and returns the wheel. */
export async function checkPackages (tally: Tally, tools: string): Promise<string> {
  const [first, second] = [join(folder, 'built'), join(folder, 'built-again')]
  for (const place of [first, second]) {
    await rm(place, { recursive: true, force: true })
    await must(tools, ['-m', 'build', '--no-isolation', '--outdir', place, 'python'], limits)
    await npmPack(root, place)
  }
  const built = await digests(first)
  tally.note(Object.keys(built).length === 3 && isDeepStrictEqual(built, await digests(second)), 'wheel, sdist and npm\'s package: built twice, they are the same bytes', JSON.stringify(built, null, 2))
  const files = Object.keys(built).filter(name => !name.endsWith('.tgz')).map(name => join(first, name))
  await check(tally, 'twine: the metadata is what an index takes', must(tools, ['-m', 'twine', 'check', '--strict', ...files], limits))
  const wheel = files.find(file => file.endsWith('-py3-none-any.whl'))
  tally.note(wheel !== undefined, 'the wheel is pure', files.join('\n'))
  const { out } = await must(tools, ['-c', contents, wheel ?? ''], limits)
  const missing = needed.filter(name => !out.split('\n').some(line => line.endsWith(name) && (name.endsWith('py.typed') || !line.startsWith('0 '))))
  tally.note(missing.length === 0, 'the wheel holds the program, its licences and its types', `missing or empty: ${missing.join(', ')}`)
  return wheel ?? ''
}
