import { Option } from 'commander'
import { limits } from '../../schemas/double-options.ts'
import { parseHeader } from './parse-header.ts'
import { parseNewFile } from './output-files.ts'
import { definedOnly } from '../jobs/defined-only.ts'
import { defaultImportLimits, type ImportLimits } from '../seed/import/http-source.ts'
import { parseWholeNumber } from './argument-parsers.ts'

/** The configuration of `import`. */
export interface ImportConfig {
  /** The address of a server, or files. */
  readonly sources: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly results: boolean
  /** Absent: standard output. */
  readonly output?: string
  /** Where to write the persona of the server; if absent, none is learned. */
  readonly persona?: string
  readonly limits: ImportLimits
}

/** Flags of `import`. */
export const importOptions: readonly Option[] = [
  new Option('--header <header>', 'header of each request, such as "Authorization: Bearer …"; repeatable').argParser(parseHeader).env('JOBDOUBLE_IMPORT_HEADER'),
  new Option('--results', 'take over the results of the newest successful job of each process').default(false),
  new Option('--output <file>', 'file to write; it must not exist. Default: standard output'),
  new Option('--persona <file>', 'check the server, which launches jobs there, and write its behaviour as a persona into a new file').argParser(parseNewFile),
  new Option('--max-requests <number>', 'maximum number of requests').default(defaultImportLimits.requests).argParser(parseWholeNumber({ minimum: 1, maximum: 1_000_000 })),
  new Option('--max-bytes <number>', 'maximum bytes of all answers, or of all files').default(defaultImportLimits.bytes).argParser(parseWholeNumber({ minimum: 1024, maximum: limits.journalBytes.maximum! })),
  new Option('--max-time <seconds>', 'maximum time for all requests').default(defaultImportLimits.seconds).argParser(parseWholeNumber({ minimum: 1, maximum: 86_400 }))
]

interface ImportFlags {
  readonly header?: Readonly<Record<string, string>>
  readonly results: boolean
  readonly output?: string
  readonly persona?: string
  readonly maxRequests: number
  readonly maxBytes: number
  readonly maxTime: number
}

export const importConfigOf = (sources: readonly string[], { header = {}, results, output, persona, maxRequests, maxBytes, maxTime }: ImportFlags): ImportConfig =>
  Object.freeze({ sources, headers: header, results, ...definedOnly({ output, persona }), limits: { requests: maxRequests, bytes: maxBytes, seconds: maxTime } })
