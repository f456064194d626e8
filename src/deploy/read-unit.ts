import { malformed } from './package-error.ts'

/** An execution unit: a container, an address, or a document within the package. Nothing of it is ever run or pulled. */
export type ExecutionUnit =
  | { readonly kind: 'unit', readonly image: string | undefined }
  | { readonly kind: 'link', readonly href: string, readonly type: string | undefined }
  | { readonly kind: 'value', readonly value: unknown, readonly mediaType: string | undefined }

/** The execution units of a package: one, or an array of them. @throws PackageError */
export function readUnits (member: unknown): readonly ExecutionUnit[] {
  if (Array.isArray(member)) {
    if (member.length === 0) throw malformed('/executionUnit', member, 'at least one execution unit')
    return member.map((one, index) => readUnit(one, `/executionUnit/${index}`))
  }
  return [readUnit(member, '/executionUnit')]
}

function readUnit (value: unknown, place: string): ExecutionUnit {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed(place, value, 'a unit with a type, a link with an href, or a value')
  const unit = value as Readonly<Record<string, unknown>>
  if (Object.hasOwn(unit, 'href')) {
    return { kind: 'link', href: expectText(unit['href'], `${place}/href`, 'an address'), type: optionalText(unit['type'], `${place}/type`, 'a media type') }
  }
  if (Object.hasOwn(unit, 'value')) return { kind: 'value', value: unit['value'], mediaType: optionalText(unit['mediaType'], `${place}/mediaType`, 'a media type') }
  expectText(unit['type'], `${place}/type`, 'docker, oci or the name of another kind of unit; or href, or value')
  const image = optionalText(unit['image'], `${place}/image`, 'the name of an image')
  if (image === undefined && (unit['type'] === 'docker' || unit['type'] === 'oci')) throw malformed(`${place}/image`, undefined, 'the name of an image')
  expectDeployment(unit['deployment'], `${place}/deployment`)
  expectConfig(unit['config'], `${place}/config`)
  return { kind: 'unit', image }
}

function expectText (value: unknown, place: string, expected: string): string {
  if (typeof value !== 'string' || value === '') throw malformed(place, value, expected)
  return value
}

const optionalText = (value: unknown, place: string, expected: string): string | undefined =>
  value === undefined || value === null ? undefined : expectText(value, place, expected)

const deployments = ['local', 'remote', 'hpc', 'cloud']

function expectDeployment (value: unknown, place: string): void {
  if (value !== undefined && !deployments.includes(value as string)) throw malformed(place, value, `one of ${deployments.join(', ')}`)
}

const amounts = ['cpuMin', 'cpuMax', 'memoryMin', 'memoryMax', 'storageTempMin', 'storageOutputsMin', 'jobTimeout']

/** Resource requirements are validated and kept with the package, and have no effect. */
function expectConfig (config: unknown, place: string): void {
  if (config === undefined) return
  if (typeof config !== 'object' || config === null || Array.isArray(config)) throw malformed(place, config, 'an object')
  for (const name of amounts) {
    const amount = (config as Readonly<Record<string, unknown>>)[name]
    if (amount !== undefined && !(typeof amount === 'number' && amount >= 0)) throw malformed(`${place}/${name}`, amount, 'a number from 0')
  }
}
