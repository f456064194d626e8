/** The package on every supported version of Node. */
import { delimiter, join } from 'node:path'
import { npmInstall, plainEnvironment } from '../npm.ts'
import { start } from '../serve.ts'
import { run, type Tally, workshop } from '../tools.ts'
import { inProject } from './project.ts'

const versions = ['20.19.0', '22.23.3', '24.21.0'] as const

const script = `
  const double = await createDouble({ port: 0, clock: 'manual' })
  const answer = await fetch(double.url + '/jobs/running', { method: 'DELETE' })
  console.log(process.version, answer.status, (await answer.json()).status)
  await double.close()
`
const scripts = {
  'import.mjs': `import { createDouble } from 'jobdouble'\n${script}`,
  'require.cjs': `const { createDouble } = require('jobdouble')\nasync function main () {${script}}\nmain()\n`
}

/** The environment in which this version is `node`, also for npm. */
async function environmentOf (version: string): Promise<NodeJS.ProcessEnv> {
  const folder = join(workshop('install'), `node-${version}`)
  // The binary, which npm's package `node` fetches by a script.
  const name = `node-linux-${process.arch}`
  await npmInstall(folder, [`${name}@${version}`])
  return { ...plainEnvironment, PATH: [join(folder, 'node_modules', name, 'bin'), process.env['PATH']].join(delimiter) }
}

async function checkVersion (tally: Tally, packed: string, version: string, cwd: string): Promise<void> {
  const env = await environmentOf(version)
  const limits = { seconds: 120, cwd, env }
  const expectedOutput = `v${version} 200 dismissed\n`
  const check = async (sentence: string, program: string, args: string[], expected: (out: string) => boolean = () => true) => {
    const { code, out, err } = await run(program, args, limits)
    tally.note(code === 0 && expected(out), `Node ${version}: ${sentence}`, out + err)
  }
  await check('it installs under --engine-strict', 'npm', ['install', '--engine-strict', '--no-audit', '--no-fund', packed])
  await check('it brings no other package', 'npm', ['ls', '--omit=dev', '--all', '--parseable'], out => out.trim().split('\n').length === 2)
  await check('it is imported', 'node', ['import.mjs'], out => out === expectedOutput)
  await check('it is required', 'node', ['require.cjs'], out => out === expectedOutput)
  const { url, ready, stop } = await start('npx', ['jobdouble', 'serve', '--port', '0'], { cwd, env })
  try {
    await check('npx jobdouble serve is healthy', 'npx', ['jobdouble', 'health', '--port', new URL(url).port])
  } finally {
    // npx forwards no signals, so the signal is sent to the double itself.
    process.kill(Number(ready['pid']), 'SIGTERM')
    await stop()
  }
}

export async function checkVersions (tally: Tally, packed: string): Promise<void> {
  const files = { 'package.json': JSON.stringify({ private: true }), ...scripts }
  for (const version of versions) await inProject(files, folder => checkVersion(tally, packed, version, folder))
}
