/**
 * The pages in Debian's Chromium, used like a person would, and checked by axe-core. Not part of `npm test`. Arguments
 * select cases by words in their sentences; `--screenshots` also takes the pictures of the README.
 */
import { setTimeout } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import axe from 'axe-core'
import { type Served, serve } from '../serve.ts'
import { type Tally, tallied } from '../tools.ts'
import { audited, unneeded } from './audit.ts'
import { subjects } from './cases/index.ts'
import { launch } from './chromium.ts'
import { exceptions } from './exceptions.ts'
import { takeScreenshots } from './screenshots.ts'
import { seedFile } from './seed.ts'
import { type Cases, Visit } from './visit.ts'

const limit = 240
const words = process.argv.slice(2).filter(argument => !argument.startsWith('--'))
const isWanted = (sentence: string) => words.every(word => sentence.toLowerCase().includes(word.toLowerCase()))
const seen = { pages: 0, violations: 0 }

/** A case that exceeds its time limit has failed, and the next one starts. */
const bounded = (work: Promise<void>): Promise<void> =>
  Promise.race([work, setTimeout(limit * 1000, undefined, { ref: false }).then(() => { throw new Error(`not done within ${limit} s`) })])

/** A case has passed if its proof holds, and no page that it opened reported a problem. */
async function check (tally: Tally, sentence: string, proof: Cases[string], visit: Visit): Promise<void> {
  const fault = await bounded(proof(visit)).catch((error: Error) => error)
  await visit.end()
  seen.pages += visit.pages
  seen.violations += visit.violations
  const why = [...fault instanceof Error ? [fault.stack ?? fault.message] : [], ...visit.troubles]
  tally.note(why.length === 0, sentence, why.join('\n'))
}

async function checkAll (tally: Tally, browser: Browser, { url }: Served): Promise<void> {
  let number = 0
  for (const [subject, cases] of Object.entries(subjects)) {
    for (const [title, proof] of Object.entries(cases)) {
      const sentence = `${subject}: ${title}`
      if (isWanted(sentence)) await check(tally, sentence, proof, new Visit(browser, url, `case-${++number}`))
    }
  }
}

/** Checks over the whole run; a run of selected cases skips them. */
function sum (tally: Tally): void {
  console.log(`axe-core ${axe.version} looked ${audited.pages} times (light, dark, forced colours): ${audited.rules} rules passed, ${audited.unclear} are left to people.`)
  for (const { rule, page, node, why } of exceptions) console.log(`exception: ${rule} on ${node} of ${page}: ${why}`)
  tally.note(seen.violations === 0 && seen.pages > 0, `the policy of the pages was broken ${seen.violations} times in ${seen.pages} visits`)
  if (words.length > 0) return
  for (const { rule, page } of unneeded()) tally.note(false, `the exception from ${rule} on ${page} is needed`)
}

/** The pictures show the demonstration world, not the hostile seed of the cases. */
async function photograph (browser: Browser): Promise<void> {
  const served = await serve(['--log-level', 'error'])
  try {
    await takeScreenshots(new Visit(browser, served.url, 'demo'))
  } finally {
    await served.stop()
  }
}

await tallied(async tally => {
  const browser = await launch()
  const served = await serve(['--log-level', 'error', '--deploy', 'http', '--seed', await seedFile()])
  try {
    await checkAll(tally, browser, served)
    sum(tally)
    if (process.argv.includes('--screenshots')) await photograph(browser)
  } finally {
    await browser.close()
    await served.stop()
  }
})
