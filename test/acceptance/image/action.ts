/** The action of action.yml: the double still runs after the step, and later steps know its address. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { must, run, type Tally, workshop } from '../tools.ts'

export async function checkAction (tally: Tally, root: string): Promise<void> {
  const { runs: { steps } } = parse(await readFile(join(root, 'action.yml'), 'utf8')) as { runs: { steps: { id?: string, run?: string }[] } }
  const command = steps.find(({ id }) => id === 'start')?.run ?? ''
  await must('npm', ['run', 'bundle'], { seconds: 120, cwd: root })
  const output = join(workshop('image'), 'output')
  await writeFile(output, '')
  const env = { ...process.env, ACTION: root, GITHUB_OUTPUT: output, FLAGS: '--dismiss "gone"\n' }
  const step = spawn('bash', ['-c', command], { env, stdio: 'ignore', detached: true })
  const [code] = await once(step, 'exit') as [number]
  const url = /^url=(.*)$/m.exec(await readFile(output, 'utf8'))?.[1] ?? ''
  try {
    const statuses = [await dismiss(url), await dismiss(url)]
    tally.note(code === 0 && statuses.join() === '200,410', 'the action starts the double with its flags, and says where it is', `${code} ${statuses.join()}`)
  } finally {
    process.kill(-step.pid!)
  }
  const refused = await run('bash', ['-c', command], { seconds: 60, env: { ...env, FLAGS: '--dismiss "$(echo forget)"' } })
  tally.note(refused.code === 1 && refused.err.includes('argument \'$(echo forget)\' is invalid'), 'a step whose flags are wrong fails and says why, and runs nothing of them', refused.out + refused.err)
}

const dismiss = async (url: string): Promise<number> => (await fetch(`${url}/jobs/running`, { method: 'DELETE' })).status
