import { writeFile } from 'node:fs/promises'
import type { Report } from '../../schemas/check/report.ts'
import { check as checkServer } from '../check/check.ts'
import { learn } from '../check/learn.ts'
import { checkAddress, type CheckOptions, UnreachableError, UsageError } from '../check/options.ts'
import { toHtml } from '../check/report/html.ts'
import { toJunit } from '../check/report/junit.ts'
import { toTerminal } from '../check/report/terminal.ts'
import { escapeControlCharacters } from '../check/report/escape-control-characters.ts'
import type { ReportFiles } from '../config/check-options.ts'
import { writePersona } from '../personas/write-persona.ts'

const violated = 1
const badUsage = 2
const unreachable = 3

/** The output of the command. */
export interface Terminal {
  readonly stdout: { write (text: string): unknown, readonly isTTY?: boolean }
  readonly stderr: { write (text: string): unknown }
}

/** Judges a server and prints the report. Exit code 1: a requirement is violated; 2: invalid usage; 3: no such server. */
export async function check (url: string, options: CheckOptions, files: ReportFiles, { stdout, stderr }: Terminal = process): Promise<void> {
  try {
    checkAddress(url)
    stderr.write(`jobdouble launches jobs at ${url}, dismisses them, and touches no others.\n`)
    const { report, persona } = files.persona === undefined ? { report: await checkServer(url, options), persona: '' } : await learnPersona(files.persona, url, options)
    stdout.write(toTerminal(report, { colours: stdout.isTTY === true && process.env['NO_COLOR'] === undefined }))
    if (isViolated(report)) process.exitCode = violated
    await writeReports(report, files)
    if (files.persona !== undefined) await write(files.persona, persona, 'wx')
  } catch (error) {
    const code = exitCodeOf(error)
    if (code === undefined) throw error
    stderr.write(`${escapeControlCharacters((error as Error).message)}\n`)
    process.exitCode = code
  }
}

/** Whether the server violates a requirement. */
export const isViolated = ({ checks }: Report): boolean => checks.some(({ verdict, level }) => verdict === 'failed' && level === 'must')

async function learnPersona (file: string, url: string, options: CheckOptions): Promise<{ report: Report, persona: string }> {
  const { report, learned: { persona, unseen } } = await learn(url, options)
  return { report, persona: await writePersona(persona, unseen, file) }
}

async function writeReports (report: Report, { json, junit, html }: ReportFiles): Promise<void> {
  if (json !== undefined) await write(json, `${JSON.stringify(report, null, 2)}\n`)
  if (junit !== undefined) await write(junit, toJunit(report))
  if (html !== undefined) await write(html, toHtml(report))
}

/** @param flag `wx`: only a file that does not exist yet */
const write = (path: string, text: string, flag = 'w'): Promise<void> =>
  writeFile(path, text, { flag }).catch((error: Error) => { throw new UsageError(`The report cannot be written to ${path}: ${error.message}.`) })

function exitCodeOf (error: unknown): number | undefined {
  if (error instanceof UnreachableError) return unreachable
  return error instanceof UsageError ? badUsage : undefined
}
