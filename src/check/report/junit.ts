import type { CheckResult, Report } from '../../../schemas/check/report.ts'

/** A report in the JUnit format of CI systems. A class of checks is a suite; only a violated `must` is a failure. */
export function toJunit ({ subject, checks }: Report): string {
  const classes = [...new Set(checks.map(classOf))]
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${escape(`jobdouble check ${subject}`)}" ${counts(checks)}>
${classes.map(name => suite(name, checks.filter(check => classOf(check) === name))).join('\n')}
</testsuites>
`
}

const classOf = ({ id }: CheckResult): string => id.split('/')[0]!

const isFailure = ({ verdict, level }: CheckResult): boolean => verdict === 'failed' && level === 'must'

const counts = (checks: readonly CheckResult[]): string =>
  `tests="${checks.length}" failures="${checks.filter(isFailure).length}" errors="0" skipped="${checks.filter(({ verdict }) => verdict === 'skipped').length}"`

const suite = (name: string, checks: readonly CheckResult[]): string => `  <testsuite name="${escape(name)}" ${counts(checks)}>
${checks.map(testcase).join('\n')}
  </testsuite>`

function testcase (check: CheckResult): string {
  const { id, sentence, verdict, detail } = check
  const name = `    <testcase classname="${escape(`jobdouble.${classOf(check)}`)}" name="${escape(`${id}: ${sentence}`)}">`
  if (verdict === 'skipped') return `${name}<skipped message="${escape(detail)}"/></testcase>`
  if (isFailure(check)) return `${name}<failure type="${escape(check.requirement)}" message="${escape(detail)}">${escape(evidence(check))}</failure></testcase>`
  return verdict === 'failed' ? `${name}<system-out>${escape(`${check.level}: ${detail}\n${evidence(check)}`)}</system-out></testcase>` : `${name}</testcase>`
}

const evidence = ({ exchanges }: CheckResult): string => exchanges.map(({ curl, status, body }) => `${curl}\n→ ${status}\n${body}`).join('\n\n')

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' }

// XML 1.0 does not allow most control characters, even escaped.
// eslint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/gu

const escape = (text: string): string => text.replace(forbidden, '\uFFFD').replace(/[&<>"\n]/g, character => entities[character]!)
