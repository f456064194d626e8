import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { geotiffUrl, tinyTiff } from './geotiff.ts'

const contentMediaType = 'image/tiff; application=geotiff'

/** The suite takes an input for binary only if its schema says so by this word, and else never sends one. */
const image = { minOccurs: 0, schema: { type: 'string', contentEncoding: 'binary', contentMediaType } }

/** What the server starts with: the echo process with an image that counts as binary, and the file that the suite refers it to. */
export async function writeSeed (folder: string): Promise<string> {
  const file = join(folder, 'seed.json')
  await writeFile(file, JSON.stringify({
    processes: [{ id: 'echo', inputs: { image }, outputs: { image: { schema: image.schema } } }],
    references: { [geotiffUrl]: { mediaType: contentMediaType, base64: tinyTiff().toString('base64') } }
  }))
  return file
}
