import { styleText } from 'node:util'
import type { CheckResult, Report } from '../../../schemas/check/report.ts'
import { dialectSentence, familySentence } from './family-sentence.ts'
import { escapeControlCharacters } from './escape-control-characters.ts'
import { cellOf, wordings } from './wording.ts'

type Style = Parameters<typeof styleText>[0]

interface TerminalOptions { readonly colours: boolean }

/** A report for a terminal. */
export function toTerminal (report: Report, { colours }: TerminalOptions): string {
  const paint = (style: Style, text: string) => colours ? styleText(style, escapeControlCharacters(text), { validateStream: false }) : escapeControlCharacters(text)
  const { summary: { passed, failed, skipped }, checks } = report
  const dialect = dialectSentence(report)
  const failures = checks.filter(({ verdict }) => verdict === 'failed')
  return [
    ...failures.flatMap(check => [...failureLines(check, paint), '']),
    ...skippedLines(checks, paint),
    ...report.table.length === 0 ? [] : [...tableLines(report, paint), ''],
    oneLine(familySentence(report)),
    ...dialect === undefined ? [] : [dialect],
    `${paint('bold', report.subject)}: ${paint('green', `${passed} passed`)}, ${paint(failed > 0 ? 'red' : 'green', `${failed} failed`)}, ${skipped} skipped`,
    ''
  ].join('\n')
}

/** Keeps a server's text in one line. */
const oneLine = (text: string): string => escapeControlCharacters(text.replaceAll('\n', '\\n'))

type Paint = (style: Style, text: string) => string

const failureLines = ({ id, requirement, level, sentence, detail, exchanges }: CheckResult, paint: Paint): string[] => [
  `${paint(level === 'must' ? 'red' : 'yellow', level.toUpperCase())} ${paint('bold', id)} (${requirement})`,
  `  Expected: ${sentence}.`,
  `  ${oneLine(detail)}`,
  ...exchanges.slice(-1).map(({ curl }) => paint('dim', `  ${curl.replaceAll('\n', '\n  ')}`))
]

/** Groups skipped checks with the same reason. */
function skippedLines (checks: readonly CheckResult[], paint: Paint): string[] {
  const skipped = checks.filter(({ verdict }) => verdict === 'skipped')
  const reasons = [...new Set(skipped.map(({ detail }) => detail))]
  const lines = reasons.map(reason => {
    const ids = skipped.filter(({ detail }) => detail === reason).map(({ id }) => id)
    return `  ${ids.length === 1 ? ids[0] : `${ids.length} checks (${ids[0]}, …)`}: ${oneLine(reason)}`
  })
  return lines.length === 0 ? [] : [paint('dim', 'Skipped:'), ...lines, '']
}

/** The table of families with the column of this server. */
function tableLines ({ api, table, family }: Report, paint: Paint): string[] {
  const { families, heading, cell } = wordings[api]
  const columns = ['state', 'this server', ...families]
  const rows = table.map(row => [row.state, row.subject || 'not seen', ...families.map(name => cellOf(row, name))])
  const widths = columns.map((name, index) => Math.max(name.length, ...rows.map(row => row[index]!.length)))
  const pad = (cells: readonly string[]) => cells.map((cell, index) => {
    const text = oneLine(cell).padEnd(widths[index]!)
    return columns[index] === 'this server' || columns[index] === family ? paint('cyan', text) : text
  }).join('  ').trimEnd()
  return [paint('bold', `${heading}: ${cell}`), pad(columns), ...rows.map(pad)]
}
