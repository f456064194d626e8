// Lints the workflows and the action with actionlint, which is a program in Go. Nothing else of the project needs Go: where there is
// none, or the module cannot be fetched, this says so, and CI on a machine that has it is what finds mistakes.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const module = 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12'
const folder = mkdtempSync(join(tmpdir(), 'actionlint-'))
try {
  const { status, error, stderr } = spawnSync('go', ['install', module], { env: { ...process.env, GOBIN: folder, GOFLAGS: '-modcacherw' }, encoding: 'utf8' })
  if (status === 0) process.exitCode = spawnSync(join(folder, 'actionlint'), { stdio: 'inherit' }).status ?? 1
  else console.log(`*** NOT LINTED: the workflows. ${error === undefined ? stderr.trim().split('\n').at(-1) : 'Go is not on the path.'}`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
