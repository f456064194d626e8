import type { Process } from '../processes/process.ts'
import { malformed } from './package-error.ts'

/** The description of a process in a package; it is validated when the process is created. */
export interface ParsedDescription extends Partial<Pick<Process, 'id' | 'title' | 'description' | 'version' | 'inputs' | 'outputs'>> {
  readonly [member: string]: unknown
}

/** Members by which a seed defines what jobs do: only a test may set them. */
const ofTests = ['plan', 'results', 'cases', 'replace', 'package']

/** Reads the description in a package: flat, or nested under `process` (Weaver accepts both). @throws PackageError */
export function readDescription (content: unknown): ParsedDescription | undefined {
  // The MAAP API has the text None instead of an absent member.
  if (content === undefined || content === null || content === 'None') return undefined
  const place = Object.hasOwn(Object(content), 'process') ? '/processDescription/process' : '/processDescription'
  const description: unknown = place === '/processDescription' ? content : Object(content).process
  if (typeof description !== 'object' || description === null || Array.isArray(description)) throw malformed(place, description, 'the description of a process')
  const wrong = ofTests.find(member => Object.hasOwn(description, member))
  if (wrong !== undefined) throw malformed(`${place}/${wrong}`, Object(description)[wrong], 'no such member, since the test decides what jobs do: by a case, a progression or the seed')
  return description as ParsedDescription
}
