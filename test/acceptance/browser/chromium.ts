import { access } from 'node:fs/promises'
import { chromium, type Browser } from 'playwright-core'
import { must, run } from '../tools.ts'

const program = '/usr/bin/chromium'
const packages = ['chromium', 'fonts-dejavu-core']
const isRoot = process.getuid?.() === 0

/** Starts Debian's Chromium; its sandbox does without root, and root without it. */
export async function launch (): Promise<Browser> {
  if (!await isThere()) await install()
  return await chromium.launch({ executablePath: program, headless: true, timeout: 60_000, chromiumSandbox: !isRoot, args: ['--force-color-profile=srgb', '--disable-background-networking', '--no-pings'] })
}

const isThere = (): Promise<boolean> => access(program).then(() => true, () => false)

/** Where this may not be done, the run fails and names what is missing: what was not checked has not passed. */
async function install (): Promise<void> {
  const hasApt = (await run('apt-get', ['--version'], { seconds: 30 })).code === 0
  if (!isRoot || !hasApt) throw new Error(`These tests need Chromium as ${program}: on Debian, apt-get install ${packages.join(' ')}.`)
  console.log(`Installing ${packages.join(' and ')}.`)
  await must('apt-get', ['update'], { seconds: 300 })
  await must('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { seconds: 600 })
}
