/** The Python package: judged, built, installed as users install it, and used. Needs Python and npm; not part of `npm test`. */
import { join } from 'node:path'
import { must, run, tallied } from '../tools.ts'
import { checkIsolation } from './isolation.ts'
import { checkNodeCases } from './node-cases.ts'
import { checkPackages } from './packages.ts'
import { checkShapes } from './shapes.ts'
import { check, environment, ownFolder, limits, pytest, root, toolsPython } from './tools.ts'

const versions = ['3.10', '3.11', '3.12', '3.13']
const project = join(root, 'python')
const configuration = join(project, 'pyproject.toml')

await tallied(async tally => {
  const tools = await toolsPython()
  const tool = (...args: string[]) => run(tools, ['-B', '-m', ...args], { ...limits, cwd: project })
  await check(tally, 'ruff: no finding', tool('ruff', 'check', '--no-cache', '--config', configuration, '.', ownFolder))
  await check(tally, 'ruff: formatted', tool('ruff', 'format', '--no-cache', '--check', '--config', configuration, '.', ownFolder))
  await check(tally, 'mypy --strict: no finding', tool('mypy', '--strict'))
  const wheel = await checkPackages(tally, tools)
  await checkNodeCases(tally, tools, wheel)
  await must(tools, ['-m', 'pip', '--disable-pip-version-check', 'install', '-q', '--no-deps', '--force-reinstall', wheel], limits)
  await pytest(tally, 'the tests of the package', tools, ['-p', 'pytester'], { cwd: project })
  await checkShapes(tally, tools)
  await checkIsolation(tally, tools)
  for (const version of versions) {
    const interpreter = `python${version}`
    const { code, out } = await run(interpreter, ['-c', 'import sys, venv; print(".".join(map(str, sys.version_info[:3])))'], { seconds: 30 })
    if (code !== 0) {
      console.log(`       Python ${version} is not on this machine: not tried.`)
      continue
    }
    const program = await environment(tools, interpreter, [wheel], interpreter)
    await pytest(tally, `Python ${out.trim()}: the tests of a world`, program, ['tests/test_world.py', 'tests/test_node.py'], { cwd: project })
  }
})
