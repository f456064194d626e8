import type { BrowserContext, Page } from 'playwright-core'

/** What no page may do, each as a sentence with the place. */
export interface Troubles {
  readonly all: readonly string[]
  /** Counts violations of the Content-Security-Policy of a page. */
  readonly violations: number
}

const binding = '__reportViolation'

// A string, since tsx compiles a function to code with references. It runs before the scripts of the page.
const listener = `document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
  globalThis.${binding}(effectiveDirective + ' refused ' + blockedURI + ' ' + sample))`

/** The browser logs every 4xx, expected or not; `response` below decides which ones matter. */
const aboutStatus = /^Failed to load resource: the server responded with a status of/

/** Watches everything in a context, starting before its first page. */
export async function watch (context: BrowserContext, origin: string): Promise<Troubles> {
  const all: string[] = []
  let violations = 0
  const note = (page: Page | null, what: string): void => { all.push(`${page?.url() ?? 'a page'}: ${what}`) }
  await context.exposeBinding(binding, ({ page }, what: string) => {
    violations++
    note(page, `policy: ${what}`)
  })
  await context.addInitScript(listener)
  context.on('weberror', error => note(error.page(), error.error().stack ?? String(error.error())))
  context.on('console', message => {
    if (message.type() === 'error' && !aboutStatus.test(message.text())) note(message.page(), `console: ${message.text()}`)
  })
  context.on('request', request => {
    if (!request.url().startsWith(`${origin}/`) && !/^(data|blob):/.test(request.url())) note(null, `asked elsewhere: ${request.url()}`)
  })
  context.on('response', response => {
    const isPart = !['document', 'fetch', 'xhr', 'eventsource'].includes(response.request().resourceType())
    if (isPart && response.status() >= 400) note(null, `${response.status()} for a part of a page: ${response.url()}`)
  })
  return { all, get violations () { return violations } }
}
