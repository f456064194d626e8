import { readFileSync } from 'node:fs'
import { Command, InvalidArgumentError, Option } from 'commander'
import { definedOnly } from '../jobs/defined-only.ts'
import { type CheckOptions, defaults } from '../check/options.ts'
import { checkedApis } from '../../schemas/check/report.ts'
import { parseWholeNumber } from './argument-parsers.ts'
import { exitWithUsage } from './bad-configuration.ts'
import { parseNewFile, parseOutputFile } from './output-files.ts'
import { parseHeader } from './parse-header.ts'

/** Files to write reports to. */
export interface ReportFiles {
  readonly json?: string
  readonly junit?: string
  readonly html?: string
  /** For the learned persona. */
  readonly persona?: string
}

/** Every flag of `check`. */
export const checkOptions: readonly Option[] = [
  new Option('--api <api>', 'the API of the server; default: ogc').choices(checkedApis),
  new Option('--only <classes>', 'classes of checks, with commas between them; default: all').argParser(list),
  new Option('--process <id>', 'OGC API: a process that ends soon; default: one is found'),
  new Option('--inputs <file>', 'its inputs, a JSON object').argParser(inputsFile),
  new Option('--slow-process <id>', 'OGC API: a process that runs long enough to be dismissed; default: one is found'),
  new Option('--slow-inputs <file>', 'its inputs, a JSON object').argParser(inputsFile),
  new Option('--package-url <url>', 'OGC API: a CWL document for a server that deploys links alone; default: one that the check serves to a server on this machine'),
  new Option('--project <id>', 'Tator: the project in which jobs are launched').argParser(projectId),
  new Option('--algorithm <name>', 'Tator: an algorithm whose jobs run long enough to be deleted'),
  new Option('--quick-algorithm <name>', 'Tator: an algorithm whose jobs succeed within --settle seconds'),
  new Option('--failing-algorithm <name>', 'Tator: an algorithm whose jobs fail within --settle seconds'),
  new Option('--media <ids>', 'Tator: media that jobs are launched on, with commas between them; default: 1,2,3').argParser(mediaIds),
  new Option('--token <key>', 'the key of a user who may execute: Tator\'s, or a bearer token of OGC API'),
  new Option('--view-token <key>', 'Tator: the key of a user who may only view'),
  new Option('--other-project <id>', 'Tator: another project in which that user may execute; nothing is launched there').argParser(projectId),
  new Option('--header <header>', 'sent with every request, as \'Name: value\'; repeatable').argParser(parseHeader),
  new Option('--json <file>', 'write the report as JSON').argParser(parseOutputFile),
  new Option('--junit <file>', 'write the report as JUnit XML').argParser(parseOutputFile),
  new Option('--html <file>', 'write the report as one page').argParser(parseOutputFile),
  new Option('--write-persona <file>', 'OGC API: write the behaviour of the server as a persona into a new file; runs all checks, as with --strict').argParser(parseNewFile),
  new Option('--strict', 'OGC API: judge conformance classes that the server does not declare, too').default(false),
  new Option('--races <number>', 'number of DELETEs that are sent at once').default(defaults.races).argParser(parseWholeNumber({ minimum: 1, maximum: 200 })),
  new Option('--settle <seconds>', 'seconds that a dismissed job is watched for').default(defaults.settle).argParser(parseWholeNumber({ minimum: 1, maximum: 600 })),
  new Option('--timeout <seconds>', 'seconds that an answer, or a short job, may take').default(defaults.timeout).argParser(parseWholeNumber({ minimum: 1, maximum: 3600 }))
]

interface Flags extends CheckOptions, Omit<ReportFiles, 'persona'> {
  readonly writePersona?: string
  readonly header?: Readonly<Record<string, string>>
}

/** The command `check`. */
export function checkCommand (run: (url: string, options: CheckOptions, files: ReportFiles) => Promise<void>): Command {
  const command = new Command('check').description('check how a server dismisses jobs; it launches jobs there').argument('<url>', 'address of the landing page, or of Tator without /rest')
  for (const option of checkOptions) command.addOption(option)
  return command.exitOverride(exitWithUsage).action((url: string, { header, json, junit, html, writePersona, ...options }: Flags) => {
    const files = definedOnly({ json, junit, html, persona: writePersona })
    return run(url, { ...options, ...definedOnly({ headers: header }) }, files)
  })
}

function list (text: string): string[] {
  return text.split(',').map(name => name.trim())
}

function projectId (text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('Expected the id of a project, a whole number.')
  return Number(text)
}

function mediaIds (text: string): number[] {
  if (!/^\d{1,15}(,\d{1,15})*$/.test(text)) throw new InvalidArgumentError('Expected whole numbers with commas between them, such as 1,2,3.')
  return text.split(',').map(Number)
}

function inputsFile (path: string): Record<string, unknown> {
  try {
    const inputs: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof inputs === 'object' && inputs !== null && !Array.isArray(inputs)) return inputs as Record<string, unknown>
  } catch (error) {
    throw new InvalidArgumentError(`Expected a file with a JSON object: ${(error as Error).message}.`)
  }
  throw new InvalidArgumentError('Expected a file with a JSON object, such as {"name": "value"}.')
}
