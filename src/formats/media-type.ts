/** A media type without its parameters, in lower case. */
export const essenceOf = (mediaType: string): string => mediaType.replace(/;.*/s, '').trim().toLowerCase()

/** The parameters of a media type by name, in lower case; values without quotes. */
export function parametersOf (mediaType: string): ReadonlyMap<string, string> {
  return new Map([...mediaType.matchAll(/;\s*([\w!#$&^.+-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/g)]
    .map(([, name = '', quoted, token = '']) => [name.toLowerCase(), quoted ?? token]))
}

/** Parameters of encoding or preference, which do not change the type. */
const indifferent = ['charset', 'q']

/** Whether content of one media type may be of the other: same name, and no contradicting parameters. */
export function agree (one: string, other: string): boolean {
  if (essenceOf(one) !== essenceOf(other)) return false
  const others = parametersOf(other)
  return [...parametersOf(one)].every(([name, value]) => indifferent.includes(name) || (others.get(name) ?? value).toLowerCase() === value.toLowerCase())
}

/** The charset of a media type; UTF-8 if it has none. */
export const charsetOf = (mediaType = ''): string => parametersOf(mediaType).get('charset') ?? 'utf-8'

/** Whether documents of a media type are JSON. */
export const isJson = (mediaType: string): boolean => /^(application|text)\/json$|\+json$/.test(essenceOf(mediaType))

/** Whether a media type is binary: without an encoding in the schema, base64 is implied (7.11.2.3 of 18-062r2). */
export const isBinary = (mediaType: string): boolean =>
  /^(image|audio|video|font)\/(?!.*\+(xml|json)$)|^application\/(octet-stream|zip|gzip|pdf|.*(tiff|jp2|netcdf|hdf5?|sqlite3?|parquet))$/.test(essenceOf(mediaType))
