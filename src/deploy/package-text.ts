import { readText } from '../formats/charset.ts'
import { charsetOf } from '../formats/media-type.ts'
import type { ProcessPackage } from '../processes/process.ts'
import { PackageError } from './package-error.ts'

/** The text of a package, in the charset of its byte order mark, else of its media type. @throws Error that says what is wrong */
export function readPackageText (body: Uint8Array, mediaType: string): string {
  const charset = charsetOf(mediaType)
  try {
    return readText(Buffer.from(body), charset)
  } catch {
    throw new Error(`it is no text in the charset ${charset}, or there is no such charset here.`)
  }
}

/** The same, to be shown: a package of a seed may be anything. */
export function shownPackageText ({ body, mediaType }: ProcessPackage): string {
  try {
    return readPackageText(body, mediaType)
  } catch {
    return Buffer.from(body).toString()
  }
}

/** Reads and parses a text of a package. @param subject what has the text, for the message @throws PackageError */
export async function parsePackageText (read: () => string, subject: string, parse: (text: string) => Promise<unknown>): Promise<unknown> {
  try {
    return await parse(read())
  } catch (error) {
    throw new PackageError('malformed', `${subject} cannot be read: ${(error as Error).message}`)
  }
}
