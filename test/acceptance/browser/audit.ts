/** axe-core on a page, in light, in dark and in forced colours. */
import assert from 'node:assert/strict'
import axe, { type AxeResults, type NodeResult, type Result } from 'axe-core'
import type { Page } from 'playwright-core'
import { type Exception, exceptions } from './exceptions.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const used = new Set<Exception>()

const looks = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { colorScheme: 'light', forcedColors: 'active' }
} as const

/** What this run has checked. */
export const audited = { pages: 0, rules: 0, unclear: 0 }

/**
 * Fails with every finding of axe-core on the current page, in light, in dark and in forced colours. The policy of the
 * page stays in force, since axe-core is injected by the debugger and not by a script element.
 */
export async function audit (page: Page): Promise<void> {
  const found: string[] = []
  for (const [name, media] of Object.entries(looks)) {
    await page.emulateMedia(media)
    const results = await look(page)
    audited.pages++
    audited.rules += results.passes.length
    audited.unclear += results.incomplete.length
    found.push(...results.violations.flatMap(violation => violationTexts(violation, page.url(), name)))
  }
  await page.emulateMedia({ colorScheme: null, forcedColors: null })
  assert.deepEqual(found, [], `axe-core finds:\n${found.join('\n')}`)
}

async function look (page: Page): Promise<AxeResults> {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axe.source)
  return page.evaluate(values => (globalThis as unknown as { axe: typeof axe }).axe.run(document, { runOnly: { type: 'tag', values } }), tags)
}

/** The rest of a violation without the exceptions, one line for each node. */
function violationTexts ({ id, help, nodes }: Result, url: string, scheme: string): string[] {
  return nodes.filter(node => !isExcepted(id, node, url)).map(({ target, html, any, all, none }) => {
    const why = [...any, ...all, ...none].map(({ message }) => message).join(' ')
    return `${id} (${help}), ${scheme}, ${url}\n  ${target.join(' ')}\n  ${html}\n  ${why}`
  })
}

function isExcepted (rule: string, { target }: NodeResult, url: string): boolean {
  const exception = exceptions.find(one => one.rule === rule && one.page.test(url) && one.node.test(target.join(' ')))
  if (exception !== undefined) used.add(exception)
  return exception !== undefined
}

/** The unused exceptions. */
export const unneeded = (): Exception[] => exceptions.filter(exception => !used.has(exception))
