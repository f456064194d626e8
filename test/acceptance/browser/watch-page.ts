import type { Page } from 'playwright-core'

/** What a page complained of: violations of its policy, and faults that its scripts did not catch. Both must stay none. */
export interface Watched { readonly complaints: string[] }

/**
 * Listens before any script of the page can run. Where scripts are off there is no event, and the browser's own report is
 * read instead.
 */
export async function watchPage (page: Page, scripts: boolean): Promise<Watched> {
  const complaints: string[] = []
  const complain = (what: string) => { complaints.push(`${page.url()}: ${what}`) }
  page.on('pageerror', error => complain(`uncaught ${error.stack ?? error.message}`))
  await (scripts ? listen(page, complain) : readIssues(page, complain))
  return { complaints }
}

async function listen (page: Page, complain: (what: string) => void): Promise<void> {
  await page.exposeFunction('complainOfPolicy', (what: string) => complain(`violates its policy: ${what}`))
  await page.addInitScript(() => {
    const { complainOfPolicy } = window as unknown as { complainOfPolicy: (what: string) => void }
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber, sample }) =>
      complainOfPolicy(`${effectiveDirective} blocked ${blockedURI} at ${sourceFile}:${lineNumber} ${sample}`))
  })
}

async function readIssues (page: Page, complain: (what: string) => void): Promise<void> {
  const session = await page.context().newCDPSession(page)
  session.on('Audits.issueAdded', ({ issue: { code, details } }) => {
    if (code === 'ContentSecurityPolicyIssue') complain(`violates its policy: ${JSON.stringify(details.contentSecurityPolicyIssueDetails)}`)
  })
  await session.send('Audits.enable')
}
