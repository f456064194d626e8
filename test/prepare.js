// Bundles the program and compiles the tests in parallel, since neither needs the other.
import { spawn } from 'node:child_process'
import { once } from 'node:events'

const statuses = await Promise.all(['bundle', 'compile:tests'].map(async script => {
  const [status] = await once(spawn('npm', ['run', '--silent', script], { stdio: 'inherit', shell: true }), 'exit')
  return status ?? 1
}))
process.exitCode = Math.max(...statuses)
