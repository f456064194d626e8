/** The repository itself: installed from git, and started from a clone. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { plainEnvironment } from '../npm.ts'
import { start } from '../serve.ts'
import { must, run, type Tally } from '../tools.ts'
import { inProject } from './project.ts'

/** npm clones the last commit, builds it with `prepare` and packs it. */
export const checkGit = (tally: Tally, root: string): Promise<void> => inProject({ 'package.json': JSON.stringify({ private: true }) }, async cwd => {
  const commit = (await must('git', ['rev-parse', 'HEAD'], { seconds: 10, cwd: root })).out.trim()
  const { code, out, err } = await run('npm', ['install', '--no-audit', '--no-fund', `git+file://${root}#${commit}`], { seconds: 600, cwd, env: plainEnvironment })
  const files = ['cli.js', 'index.js', 'index.cjs', 'index.d.ts', 'index.d.cts'].filter(name => !existsSync(join(cwd, 'node_modules/jobdouble/dist', name)))
  tally.note(code === 0 && files.length === 0, 'git: it is built when it is installed', `${out}${err}missing: ${files.join(', ')}`)
})

export async function checkStart (tally: Tally, root: string): Promise<void> {
  const { url, stop } = await start('npm', ['start', '--', '--port', '0'], { cwd: root, env: plainEnvironment })
  tally.note((await fetch(url)).status === 200, 'npm start -- --port 0: it answers')
  await stop()
  tally.note(await fetch(url).then(() => false, () => true), 'npm start: what ends npm ends the double')
}
