import { isCwlType, type AcceptedPackages } from './package-media-types.ts'
import { malformed } from './package-error.ts'
import { parsePackageText } from './package-text.ts'
import { readCwl } from './read-cwl.ts'
import { type ParsedDescription, readDescription } from './read-description.ts'
import { type ExecutionUnit, readUnits } from './read-unit.ts'
import { withoutNullMembers } from './without-null-members.ts'

/** What reading a package needs beside the package. */
export interface PackageContext {
  readonly accepts: AcceptedPackages
  /** The id of the workflow in a CWL document. */
  readonly workflow?: string | undefined
  /** Parses YAML or JSON. @throws Error that says what is wrong */
  parse (text: string): Promise<unknown>
  /** Fetches the text behind a link; undefined if links are not followed. @throws Error that says why it cannot be fetched */
  fetch (href: string): Promise<string | undefined>
}

/** The process that a package describes. */
export interface ParsedPackage {
  readonly description: ParsedDescription & { readonly id: string }
  /** Whether its id is the file name of a link, since the document has none. */
  readonly isNamedByLink: boolean
}

/** Reads a parsed package: CWL, or an application package. @throws PackageError that says what came and what was expected */
export async function readPackage (document: unknown, mediaType: string, context: PackageContext): Promise<ParsedPackage> {
  if (isCwlType(mediaType)) return expectId(readCwl(document, context.workflow), 'the CWL document')
  if (typeof document !== 'object' || document === null || Array.isArray(document)) throw malformed('/', document, 'an application package: an object with executionUnit')
  const { processDescription, executionUnit, cwlRawText } = withoutNullMembers(document) as Readonly<Record<string, unknown>>
  const described = readDescription(processDescription)
  if (context.accepts === 'maap' && executionUnit === undefined && cwlRawText !== undefined) return ofText(cwlRawText, described, context)
  const units = readUnits(executionUnit)
  if (context.accepts === 'link' || context.accepts === 'maap') expectLinks(units, executionUnit)
  return ofUnits(units, described, context)
}

function expectLinks (units: readonly ExecutionUnit[], received: unknown): void {
  if (units.some(({ kind }) => kind !== 'link')) throw malformed('/executionUnit', received, 'a link: this world accepts no other unit')
}

/** Raw CWL in a member of its own, as in the MAAP API. */
async function ofText (text: unknown, described: ParsedDescription | undefined, { parse, workflow }: PackageContext): Promise<ParsedPackage> {
  if (typeof text !== 'string') throw malformed('/cwlRawText', text, 'the text of a CWL document')
  return expectId({ ...readCwl(await parseCwl(text, parse), workflow), ...described }, '/cwlRawText')
}

async function ofUnits (units: readonly ExecutionUnit[], described: ParsedDescription | undefined, context: PackageContext): Promise<ParsedPackage> {
  const cwl = await cwlOf(units, context)
  const description = { ...cwl, ...described }
  const link = units.find(unit => unit.kind === 'link')
  if (description.id === undefined && link !== undefined && context.workflow === undefined) return { description: { ...description, id: fileName(link.href) }, isNamedByLink: true }
  return expectId(description, '/processDescription/id')
}

/** Reads the first unit that is CWL, if that needs no request, or requests are allowed. */
async function cwlOf (units: readonly ExecutionUnit[], { parse, fetch, workflow }: PackageContext): Promise<ParsedDescription> {
  for (const unit of units) {
    if (unit.kind === 'value' && (unit.mediaType === undefined || isCwlType(unit.mediaType))) {
      return readCwl(typeof unit.value === 'string' ? await parseCwl(unit.value, parse) : unit.value, workflow)
    }
    if (unit.kind === 'link') {
      const text = await fetch(unit.href)
      if (text !== undefined) return readCwl(await parseCwl(text, parse), workflow)
    }
  }
  return {}
}

const parseCwl = (text: string, parse: PackageContext['parse']): Promise<unknown> => parsePackageText(() => text, 'The CWL in the package', parse)

/** The file name of an address: `https://example.org/cwl/buffer.cwl#main` gives buffer. */
const fileName = (href: string): string => href.replace(/[?#].*$/s, '').replace(/\/+$/, '').replace(/^.*\//s, '').replace(/\.[^.]+$/, '') || href

function expectId ({ id, ...description }: ParsedDescription, place: string): ParsedPackage {
  if (typeof id !== 'string' || id === '') throw malformed(place, id, 'an id for the process: that of the description, or of the workflow')
  return { description: { ...description, id }, isNamedByLink: false }
}
