/** Debian's Chromium, which the cases drive. */
import { access } from 'node:fs/promises'
import { type Browser, chromium } from 'playwright-core'
import { must, need } from '../tools.ts'

const program = '/usr/bin/chromium'
const isThere = () => access(program).then(() => true, () => false)

/** Installs the browser if that is possible without a password, and otherwise says which package is missing. */
async function install (): Promise<void> {
  const missing = `Chromium as ${program} (on Debian: apt-get install chromium)`
  if (process.getuid?.() !== 0) throw new Error(`These tests need ${missing}, and it was not found.`)
  await need('apt-get', ['--version'], missing)
  await must('apt-get', ['update'], { seconds: 300 })
  await must('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], { seconds: 900, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
}

// No name resolves: pages can reach loopback only.
const args = ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', '--no-proxy-server', '--force-color-profile=srgb']

/** Starts the browser, headless. The sandbox is off for root only, for whom it does not work. */
export async function launch (): Promise<Browser> {
  if (!await isThere()) await install()
  return chromium.launch({ executablePath: program, args, timeout: 60_000, chromiumSandbox: process.getuid?.() !== 0 })
}
