/** The package as users install it, in fresh environments: with a Node of its own, with one on the path, and without any. */
import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { unpackRecipe } from '../examples/recipe.ts'
import { start } from '../serve.ts'
import { run, type Tally } from '../tools.ts'
import { binOf, env, environment, folder, limits, nodeFolder, onlyOnPath, pytest, root } from './tools.ts'

const version = '24.21.0'

export async function checkNodeCases (tally: Tally, tools: string, wheel: string): Promise<void> {
  const tests = await pageTests()
  const withNode = await environment(tools, 'with-node', [`${wheel}[node]`])
  const plain = await environment(tools, 'plain', [wheel])
  await pytest(tally, 'with [node], and no Node on the path, the examples of docs/recipes/pytest.md pass', withNode, ['test_jobs.py', 'test_login_and_deploy.py', 'test_own_process.py'], { cwd: tests, env: onlyOnPath(binOf(withNode)) })
  await pytest(tally, `with Node ${version} on the path, they pass`, plain, ['test_jobs.py', 'test_login_and_deploy.py', 'test_own_process.py'], { cwd: tests, env: onlyOnPath(binOf(plain), await nodeFolder(version)) })
  const sentence = 'jobdouble needs Node.js 20.19 or newer and found none. Install it with `pip install \'pytest-jobdouble[node]\'`, put `node` on the PATH, or name one in JOBDOUBLE_NODE.'
  const example = await run(withNode, ['serve_example.py'], { ...limits, cwd: tests, env: onlyOnPath(binOf(withNode)) })
  tally.note(example.out === 'running\n', 'without pytest, a program starts the double', example.out + example.err)
  const without = { ...limits, cwd: tests, env: onlyOnPath(binOf(plain)) }
  const ran = await run(plain, ['-B', '-m', 'pytest', '-p', 'no:cacheprovider', 'test_jobs.py'], without)
  tally.note(ran.code === 1 && ran.out.includes(`jobdouble: ${sentence}`) && !ran.out.includes('Traceback'), 'with neither, a test says what to do, in one sentence', ran.out + ran.err)
  const program = await run(plain, ['-m', 'jobdouble', 'serve'], without)
  tally.note(program.code === 2 && program.err === `${sentence}\n`, 'with neither, python -m jobdouble says it too', program.out + program.err)
  await checkProgram(tally, withNode)
}

/** The page's examples as files, in a folder where nothing of the repository is found. */
async function pageTests (): Promise<string> {
  const place = join(folder, 'page')
  await rm(place, { recursive: true, force: true })
  await unpackRecipe('pytest', place)
  await cp(join(root, 'test/acceptance/examples/vitest/ndvi.tif'), join(place, 'ndvi.tif'))
  return place
}

async function checkProgram (tally: Tally, program: string): Promise<void> {
  const { url, ready, stop } = await start(program, ['-m', 'jobdouble', 'serve', '--port', '0', '--dismiss', 'gone'], { cwd: folder, env })
  const dismiss = async () => (await fetch(`${url}/jobs/running`, { method: 'DELETE' })).status
  tally.note(await dismiss() === 200 && await dismiss() === 410, 'python -m jobdouble serve passes its flags on')
  const health = await run(program, ['-m', 'jobdouble', 'health', '--url', url], limits)
  tally.note(health.code === 0, 'python -m jobdouble health asks it', health.err)
  await stop()
  tally.note(!isAlive(Number(ready['pid'])), 'what ends python -m jobdouble ends the double')
}

function isAlive (process_: number): boolean {
  try {
    return process.kill(process_, 0)
  } catch {
    return false
  }
}
