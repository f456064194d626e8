import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { audit } from '../audit.ts'
import type { Cases, Visit } from '../visit.ts'

const write = (page: Page, markup: string) => page.evaluate(text => { document.querySelector('main')!.innerHTML = text }, markup)

/** A faulty page: its problems are expected, and removed from those of the case. */
async function spoiled (visit: Visit, markup: string, count: number): Promise<string> {
  const page = await visit.open('/')
  await write(page, markup)
  for (const end = Date.now() + 5_000; visit.troubles.length < count && Date.now() < end;) await visit.heard()
  return visit.forgive().join('\n')
}

/** The harness finds problems. */
export const harness: Cases = {
  'what the policy of a page forbids is counted': async visit => {
    const troubles = await spoiled(visit, '<p style="color: red">red</p><img src="https://example.org/a.png" alt="">', 4)
    assert.match(troubles, /policy: style-src-attr refused inline/)
    assert.match(troubles, /policy: img-src refused https:\/\/example\.org/)
  },
  'a part of a page that is missing is noticed': async visit => {
    assert.match(await spoiled(visit, '<img src="nowhere.png" alt="">', 1), /404 for a part of a page/)
  },
  'axe-core finds what is wrong, in the scheme in which it is': async visit => {
    const page = await visit.open('/')
    await write(page, '<h1>A page</h1><input id="nameless"><p class="status running">running</p>')
    await page.evaluate(() => { document.querySelector<HTMLElement>('.status')!.style.color = matchMedia('(prefers-color-scheme: dark)').matches ? '' : '#dde' })
    await assert.rejects(audit(page), ({ message }: Error) => /label .*#nameless/s.test(message) && /color-contrast .*light/s.test(message))
  },
  'scripts are off where they are switched off': async visit => {
    for (const scripts of [true, false]) {
      const page = await visit.open('/', { scripts })
      await page.route('**/scripted', route => route.fulfill({ contentType: 'text/html', body: '<title>off</title><script>document.title = "on"</script>' }))
      await page.goto(visit.address('/scripted'))
      assert.equal(await page.title(), scripts ? 'on' : 'off')
    }
  }
}
