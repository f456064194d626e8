import type { BrowserContext, Page } from 'playwright-core'

/** What no page may do: each is a sentence that says what happened and where. */
export interface Troubles {
  readonly all: readonly string[]
  /** How often a page did what its Content-Security-Policy forbids. */
  readonly violations: number
}

const binding = '__reportViolation'

// A string, since what tsx makes of a function is no longer a whole. It runs before any script of the page.
const listener = `document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
  globalThis.${binding}(effectiveDirective + ' refused ' + blockedURI + ' ' + sample))`

/** The browser writes of every 4xx into the console, wanted or not; `response` below tells which of them matter. */
const aboutStatus = /^Failed to load resource: the server responded with a status of/

/** Watches everything that happens in a context, from before its first page is opened. */
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
