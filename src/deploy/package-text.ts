import { readText } from '../formats/charset.ts'
import { charsetOf } from '../formats/media-type.ts'
import type { ProcessPackage } from '../processes/process.ts'

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
