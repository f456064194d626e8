/** The pages in Debian's Chromium. Not part of `npm test`. `-- NAME…` runs the cases whose sentence has one of these words. */
import type { Browser } from 'playwright-core'
import { serve } from '../serve.ts'
import { type Tally, tallied } from '../tools.ts'
import { accessible } from './accessible.ts'
import { axeFigures } from './axe.ts'
import { launch } from './chromium.ts'
import { type Case, type Cases, runCase } from './kit.ts'

const subjects: readonly Cases[] = [accessible]

/** No case may take longer. */
const caseLimit = 120_000

const words = process.argv.slice(2).filter(word => !word.startsWith('--'))
const cases = subjects.flatMap(Object.entries<Case>).filter(([sentence]) => words.length === 0 || words.some(word => sentence.includes(word)))

/** Each case has a world of its own, so none sees what another did. */
async function checkAll (tally: Tally, browser: Browser, url: string): Promise<void> {
  for (const [index, [sentence, check]] of cases.entries()) {
    const late = new Promise<never>((_resolve, reject) => setTimeout(() => reject(new Error(`It was not over within ${caseLimit / 1000} s.`)), caseLimit).unref())
    await Promise.race([runCase(browser, `${url}/w/case-${index}`, check), late])
      .then(() => tally.note(true, sentence), (fault: Error) => tally.note(false, sentence, fault.message))
  }
}

await tallied(async tally => {
  const browser = await launch()
  const server = await serve([])
  try {
    await checkAll(tally, browser, server.url)
    console.log(axeFigures())
  } finally {
    await server.stop()
    await browser.close()
  }
})
