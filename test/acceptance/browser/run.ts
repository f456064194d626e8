/** The pages in a real browser: what they say, whether they can be used by everybody, and whether they keep their own policy. Not part of `npm test`. */
import type { Browser } from 'playwright-core'
import { serve } from '../serve.ts'
import { type Tally, tallied } from '../tools.ts'
import { audited, unneeded } from './audit.ts'
import { exceptions } from './exceptions.ts'
import { launch } from './chromium.ts'
import { accessible } from './cases/accessible.ts'
import { api } from './cases/api.ts'
import { hostile } from './cases/hostile.ts'
import { keyboard } from './cases/keyboard.ts'
import { story } from './cases/story.ts'
import { widths } from './cases/widths.ts'
import { takeScreenshots } from './screenshots.ts'
import { seedFile } from './seed.ts'
import { type Cases, Visit } from './visit.ts'

const known: Record<string, Cases> = { story, keyboard, accessible, hostile, widths, api }

/** All of them, or those that are named. */
const named = process.argv.slice(2).filter(argument => !argument.startsWith('--'))
const subjects = Object.entries(known).filter(([name]) => named.length === 0 || named.includes(name))

const figures = { pages: 0, violations: 0 }

async function check (tally: Tally, sentence: string, visit: Visit, look: (visit: Visit) => Promise<void>): Promise<void> {
  try {
    await look(visit)
    await visit.end()
    tally.note(visit.troubles.length === 0, sentence, visit.troubles.join('\n'))
  } catch (error) {
    tally.note(false, sentence, [(error as Error).stack ?? String(error), ...visit.troubles].join('\n'))
    await visit.end()
  }
  figures.pages += visit.pages
  figures.violations += visit.violations
}

async function look (tally: Tally, browser: Browser, url: string): Promise<void> {
  let world = 0
  for (const [subject, cases] of subjects) {
    for (const [sentence, look] of Object.entries(cases)) await check(tally, `${subject}: ${sentence}`, new Visit(browser, url, `browser-${++world}`), look)
  }
  console.log(`${figures.pages} visits, ${audited.pages} looks of axe-core (light and dark), ${audited.rules} rules kept, ${audited.unclear} that it cannot judge`)
  tally.note(figures.violations === 0, `the pages' own policy was broken ${figures.violations} times`)
  for (const { rule, page, node, why } of exceptions) console.log(`excepted: ${rule} on ${page} ${node}: ${why}`)
  for (const { rule, why } of unneeded()) tally.note(false, `the exception ${rule} is still needed`, why)
}

await tallied(async tally => {
  const double = await serve(['--seed', await seedFile()])
  const browser = await launch().catch(async error => { await double.stop(); throw error })
  try {
    await look(tally, browser, double.url)
    if (process.argv.includes('--screenshots')) await takeScreenshots(new Visit(browser, double.url, 'screenshots'))
  } finally {
    await browser.close()
    await double.stop()
  }
})
