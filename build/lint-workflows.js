// Lints the workflows and the action with actionlint, a program in Go. Nothing else of the project needs Go: without it, or if the module
// cannot be fetched, this prints a note, and CI on a machine with Go finds the mistakes.
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
