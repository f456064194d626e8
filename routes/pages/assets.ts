import { readFile } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import { Type } from '@sinclair/typebox'
import type { TypedInstance } from '../http/typed-instance.ts'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8'
}

/** Resolved by the package's own name, so that it is found from the sources and from the bundle alike. */
const folder = () => join(dirname(createRequire(import.meta.url).resolve('jobdouble/package.json')), 'dist', 'assets')

let names: Record<string, string> | undefined

/** The file of an asset: its name changes with its content. */
function fileOf (name: string): string {
  names ??= JSON.parse(readFileSync(join(folder(), 'names.json'), 'utf8')) as Record<string, string>
  const file = names[name]
  if (file === undefined) throw new Error(`The package has no asset ${name}; it has: ${Object.keys(names).join(', ')}.`)
  return file
}

/** The address of an asset. @param base the address of the façade that serves it, without a trailing slash */
export const assetHref = (base: string, name: string): string => `${base}/assets/${fileOf(name)}`

const bytesByFile = new Map<string, Buffer>()

/** The bytes of an asset file; undefined for an unknown name. Read once. */
async function read (file: string): Promise<Buffer | undefined> {
  const known = bytesByFile.get(file)
  if (known !== undefined || !/^[\w-]+(\.[\w-]+)+$/.test(file)) return known
  const bytes = await readFile(join(folder(), file)).catch(() => undefined)
  if (bytes !== undefined) bytesByFile.set(file, bytes)
  return bytes
}

/**
 * `GET /assets/{file}`: stylesheet and scripts of the pages, from the package itself. They are public, and not part of
 * any API.
 * @param missing makes the error for an unknown file
 */
export function assets (app: TypedInstance, missing: (file: string) => Error): void {
  const offers = Object.values(types).map(type => type.split(';')[0]!)
  app.get('/assets/:file', { schema: { params: Type.Object({ file: Type.String() }) }, config: { offers, public: true, unrecorded: true } }, async (request, reply) => {
    const { file } = request.params
    const bytes = await read(file)
    const type = types[extname(file)]
    if (bytes === undefined || type === undefined) throw missing(file)
    reply.type(type).header('Cache-Control', 'public, max-age=31536000, immutable')
    return bytes
  })
}
