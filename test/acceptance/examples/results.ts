/** The results of test runners, each in its own format. */
export interface Result { ok: boolean, sentence: string, why: string }

/** vitest's and jest's JSON. */
export function fromJson (text: string): Result[] {
  const { testResults } = JSON.parse(text) as { testResults: { message?: string, assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }[] }
  return testResults.flatMap(({ assertionResults }) => assertionResults).map(({ status, fullName, failureMessages }) =>
    ({ ok: status === 'passed', sentence: fullName, why: failureMessages.join('\n') }))
}

/** Mocha's JSON; a skipped test has not passed. */
export function fromMocha (text: string): Result[] {
  const { passes, tests } = JSON.parse(text) as Record<'passes' | 'tests', { fullTitle: string, err: { stack?: string } }[]>
  const passed = new Set(passes.map(({ fullTitle }) => fullTitle))
  return tests.map(({ fullTitle, err }) => ({ ok: passed.has(fullTitle), sentence: fullTitle, why: err.stack ?? '' }))
}

const point = /^( *)(not )?ok \d+ - (.*?)(?: # (time=\S+|SKIP.*|TODO.*))?(?: \{)?$/gm

/** TAP's test points at the depth `indent`; a skipped one has not passed. */
export const fromTap = (text: string, indent: number): Result[] =>
  [...text.matchAll(point)].filter(([, spaces = '']) => spaces.length === indent).map(([line, , not, sentence = '', directive = '']) =>
    ({ ok: not === undefined && !/^(SKIP|TODO)/.test(directive), sentence, why: line }))

const testcase = /<testcase\b([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g

/** The JUnit XML of pytest and Maven. */
export const fromJunit = (text: string): Result[] =>
  [...text.matchAll(testcase)].map(([, attributes = '', inside = '']) =>
    ({ ok: !/<(failure|error|skipped)\b/.test(inside), sentence: /\bname="([^"]*)"/.exec(attributes)?.[1] ?? '', why: inside }))
