/** Debian's Chromium, which the cases drive. */
import { access } from 'node:fs/promises'
import { type Browser, chromium } from 'playwright-core'
import { must, need } from '../tools.ts'

const program = '/usr/bin/chromium'
const isThere = () => access(program).then(() => true, () => false)

/** Installs the browser where that is possible without asking anyone, and names it where it is not. */
async function install (): Promise<void> {
  const missing = `Chromium as ${program} (on Debian: apt-get install chromium)`
  if (process.getuid?.() !== 0) throw new Error(`These tests need ${missing}, and it was not found.`)
  await need('apt-get', ['--version'], missing)
  await must('apt-get', ['update'], { seconds: 300 })
  await must('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], { seconds: 900, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
}

// No name resolves, so whatever a page may ask for, nothing but loopback is asked.
const args = ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', '--no-proxy-server', '--force-color-profile=srgb']

/** Starts the browser, headless. Its sandbox does not work for root, and is not given up for anyone else. */
export async function launch (): Promise<Browser> {
  if (!await isThere()) await install()
  return chromium.launch({ executablePath: program, args, timeout: 60_000, chromiumSandbox: process.getuid?.() !== 0 })
}
