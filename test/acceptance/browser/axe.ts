import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, NodeResult } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What is known and cannot be helped: a rule, and the selector of the nodes in which it is broken. */
export interface Exception { readonly rule: string, readonly selector: string, readonly because: string }

let pages = 0
let passes = 0

/** How many pages were looked at, and how many checks of rules they passed. */
export const axeFigures = (): string => `axe-core looked at ${pages} pages; ${passes} rules were met, as often as they applied.`

/**
 * All that axe-core finds wrong with a page as it stands, one readable line for each node. It is given to the page by the
 * debugger, which the page's policy does not bind; the policy itself stays in force.
 */
export async function axe (page: Page, exceptions: readonly Exception[] = []): Promise<string[]> {
  await page.evaluate(source)
  const found = await page.evaluate(async ([tags]) => {
    const { axe } = window as unknown as { axe: { run: (place: Document, options: object) => Promise<AxeResults> } }
    const { violations, passes } = await axe.run(document, { runOnly: tags, preload: false, resultTypes: ['violations'] })
    return { violations: violations.map(({ id, help, nodes }) => ({ id, help, nodes })), passed: passes.length }
  }, [tags] as const)
  pages++
  passes += found.passed
  return found.violations.flatMap(({ id, help, nodes }) => nodes.filter(node => !isExcepted(id, node, exceptions)).map(node => sentence(id, help, node)))
}

const used = new Set<Exception>()

function isExcepted (rule: string, { target }: NodeResult, exceptions: readonly Exception[]): boolean {
  const path = target.flat().join(' ')
  const exception = exceptions.find(one => one.rule === rule && path.includes(one.selector))
  if (exception !== undefined) used.add(exception)
  return exception !== undefined
}

/** Those that nothing needed: they must go. */
export const unneeded = (exceptions: readonly Exception[]): Exception[] => exceptions.filter(one => !used.has(one))

const sentence = (rule: string, help: string, { target, html, failureSummary = '' }: NodeResult): string =>
  `${rule} (${help}) at ${target.flat().join(' ')}\n    ${html.slice(0, 200)}\n    ${failureSummary.replaceAll('\n', '\n    ')}`
