import { writeFile } from 'node:fs/promises'
import { type CheckOptions, UnreachableError } from '../check/options.ts'
import type { ImportConfig } from '../config/import-config.ts'
import { createHttpSource } from '../seed/import/http-source.ts'
import { ImportError } from '../seed/import/import-error.ts'
import type { ImportedContent } from '../seed/import/imported-content.ts'

type CheckSettings = Pick<CheckOptions, 'settle' | 'timeout' | 'races'>

/** Exit code for an impossible import: the usage is wrong, not the program. */
const wrongImport = 2

/**
 * Reads processes from a running server or from files, and writes a seed to standard output or into a new file.
 * @param settings options of the check that learns a persona
 */
export async function importSeed (config: ImportConfig, settings: CheckSettings = {}): Promise<void> {
  try {
    const { writeSeed } = await import('../seed/import/write-seed.ts')
    const imported = await read(config)
    const learned = config.persona === undefined ? undefined : await learnPersona(config, config.persona, settings)
    const { text, processes, remarks } = await writeSeed({ ...imported, ...learned !== undefined && { plans: learned.plans } }, [`Processes of ${config.sources.join(', ')}, by jobdouble import.`])
    if (learned !== undefined) await writeNew(learned.file, learned.text)
    if (config.output === undefined) process.stdout.write(text)
    else await writeNew(config.output, text)
    process.stderr.write(`Imported ${processes} processes${remarks === 0 ? '' : `; ${remarks} remarks are comments in the seed`}.\n`)
  } catch (error) {
    if (!(error instanceof ImportError || error instanceof UnreachableError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = wrongImport
  }
}

async function read ({ sources, headers, results, limits }: ImportConfig): Promise<ImportedContent> {
  const [first = ''] = sources
  if (!isUrl(first)) {
    const { readFiles } = await import('../seed/import/read-files.ts')
    return readFiles(sources, limits.bytes)
  }
  if (sources.length > 1) throw new ImportError(`${sources.length} sources came; expected one address of a server, or files.`)
  const { readServer } = await import('../seed/import/read-server.ts')
  return readServer(first, createHttpSource(first, headers, limits), results)
}

/** Learns the server's persona, and how its jobs run. */
async function learnPersona ({ sources, headers }: ImportConfig, file: string, settings: CheckSettings) {
  const [url = ''] = sources
  if (!isUrl(url)) throw new ImportError(`${url} is a file; expected the address of a server, whose persona is learned by a check.`)
  process.stderr.write(`jobdouble launches jobs at ${url}, dismisses them, and touches no others.\n`)
  const [{ learn }, { writePersona }] = await Promise.all([import('../check/learn.ts'), import('../personas/write-persona.ts')])
  const { learned: { persona, unseen }, plans } = await learn(url, { ...settings, headers })
  return { file, plans, text: await writePersona(persona, unseen, file) }
}

const isUrl = (source: string): boolean => /^https?:\/\//i.test(source) && URL.canParse(source)

/** An existing file is not overwritten: it may have been edited. */
async function writeNew (file: string, text: string): Promise<void> {
  await writeFile(file, text, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw new ImportError(error.code === 'EEXIST' ? `${file} exists already; name another file with --output, or remove it.` : `${file} cannot be written: ${error.message}.`)
  })
}
