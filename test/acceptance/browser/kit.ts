import type { Browser, Page } from 'playwright-core'
import { serve } from '../serve.ts'
import { watchPage, type Watched } from './watch-page.ts'

export interface How {
  readonly scheme?: 'light' | 'dark'
  /** Whether scripts run; they do if absent. */
  readonly scripts?: boolean
  readonly width?: number
  readonly height?: number
  readonly headers?: Record<string, string>
}

/** What a case has at hand. All that it opened is closed when it is over. */
export interface Kit {
  /** Where a world of this case's own begins, without a slash at the end. */
  readonly world: string
  /** A blank page in a browser of its own. */
  open (how?: How): Promise<Page>
  /** Another double, with these arguments. @returns where it answers */
  serve (args: string[]): Promise<string>
}

export type Case = (kit: Kit) => Promise<void>

/** A sentence that says what holds, and what checks it. */
export type Cases = Readonly<Record<string, Case>>

/** No step may take longer. */
const stepLimit = 15_000

/** Runs one case, and finds fault with whatever its pages complained of meanwhile. */
export async function runCase (browser: Browser, world: string, check: Case): Promise<void> {
  const closing: (() => Promise<unknown>)[] = []
  const watched: Watched[] = []
  const kit: Kit = {
    world,
    async open ({ scheme = 'light', scripts = true, width = 1280, height = 800, headers = {} } = {}) {
      const context = await browser.newContext({ colorScheme: scheme, javaScriptEnabled: scripts, viewport: { width, height }, extraHTTPHeaders: headers, reducedMotion: 'reduce' })
      closing.push(() => context.close())
      context.setDefaultTimeout(stepLimit)
      const page = await context.newPage()
      watched.push(await watchPage(page, scripts))
      return page
    },
    async serve (args) {
      const { url, stop } = await serve(args)
      closing.push(stop)
      return url
    }
  }
  try {
    await check(kit)
  } finally {
    for (const close of closing.reverse()) await close()
  }
  const complaints = watched.flatMap(({ complaints }) => complaints)
  if (complaints.length > 0) throw new Error(`The pages complained ${complaints.length} times:\n${complaints.join('\n')}`)
}
