import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { geotiffUrl, tinyTiff } from './geotiff.ts'

const contentMediaType = 'image/tiff; application=geotiff'

/** The suite treats an input as binary only if its schema has this word; otherwise it never sends one. */
const image = { minOccurs: 0, schema: { type: 'string', contentEncoding: 'binary', contentMediaType } }

/** The seed of the server: the echo process with an image that counts as binary, and the file to which the suite refers. */
export async function writeSeed (folder: string): Promise<string> {
  const file = join(folder, 'seed.json')
  await writeFile(file, JSON.stringify({
    processes: [{ id: 'echo', inputs: { image }, outputs: { image: { schema: image.schema } } }],
    references: { [geotiffUrl]: { mediaType: contentMediaType, base64: tinyTiff().toString('base64') } }
  }))
  return file
}
