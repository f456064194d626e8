/** A method of the suite in its report; configuration methods prepare the tests of their class. */
export interface TestMethod {
  name: string
  status: string
  isConfig: boolean
  message: string
}

export interface Counts {
  passed: number
  failed: number
  skipped: number
}

// The report is generated in a fixed form, so two patterns replace an XML parser.
const rootTag = /<testng-results\b([^>]*)>/
const methodTag = /<test-method\b((?:\s+[\w-]+="[^"]*")*)\s*(?:\/>|>([\s\S]*?)<\/test-method>)/g

/** All methods of a testng-results.xml. A report whose own sums differ from those is rejected. */
export function readMethods (report: string): TestMethod[] {
  const methods = [...report.matchAll(methodTag)].map(([, tag = '', body = '']) => method(attributes(tag), body))
  const claimed = attributes(rootTag.exec(report)?.[1] ?? '')
  const tests = count(methods.filter(method => !method.isConfig))
  for (const key of ['passed', 'failed', 'skipped'] as const) {
    if (Number(claimed[key]) !== tests[key]) throw new Error(`The suite's report says ${claimed[key]} ${key}, but lists ${tests[key]}.`)
  }
  return methods
}

/** A failed configuration method counts as a failure; others do not count. */
export function count (methods: TestMethod[]): Counts {
  return {
    passed: methods.filter(({ status, isConfig }) => status === 'PASS' && !isConfig).length,
    failed: methods.filter(({ status }) => status === 'FAIL').length,
    skipped: methods.filter(({ status, isConfig }) => status === 'SKIP' && !isConfig).length
  }
}

function method (tag: Record<string, string>, body: string): TestMethod {
  const owner = /instance:[\w.]*?(\w+\.\w+)@/.exec(tag['signature'] ?? '')?.[1]
  return {
    name: [owner, tag['name']].filter(Boolean).join('.'),
    status: tag['status'] ?? '',
    isConfig: tag['is-config'] === 'true',
    message: /<message>\s*<!\[CDATA\[([\s\S]*?)\]\]>/.exec(body)?.[1]?.trim() || 'no reason given'
  }
}

function attributes (tag: string): Record<string, string> {
  return Object.fromEntries([...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]))
}
