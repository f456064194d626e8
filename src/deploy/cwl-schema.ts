import type { ValueSchema } from '../processes/process.ts'
import { malformed } from './package-error.ts'

/** The schema of a CWL type, and whether the value may be absent. */
export interface CwlSchema {
  readonly schema: ValueSchema
  readonly isOptional: boolean
}

const address: ValueSchema = { type: 'string', format: 'uri' }
/**
 * A file or a directory by its address, as OGC's clients name it, or in the form of CWL's runners. ZOO's pattern tester
 * names a directory by an object whose class is the address of that type.
 */
const resource = (cwlClass: string): ValueSchema =>
  ({ oneOf: [address, { type: 'object', required: ['class'], properties: { class: { type: 'string', pattern: `^${cwlClass}$|#` } } }] })

const scalars: Readonly<Record<string, ValueSchema>> = {
  boolean: { type: 'boolean' },
  int: { type: 'integer' },
  long: { type: 'integer' },
  float: { type: 'number' },
  double: { type: 'number' },
  string: { type: 'string' },
  File: resource('File'),
  Directory: resource('Directory'),
  stdin: resource('File'),
  stdout: resource('File'),
  stderr: resource('File')
}

/**
 * The schema of a CWL type: scalars, enum, array, record, File, Directory, alternatives, and the short forms `string?`
 * and `string[]`. Any other type, such as one that is defined elsewhere, accepts every value.
 */
export function cwlSchema (type: unknown): CwlSchema {
  if (typeof type === 'string') return ofName(type)
  if (Array.isArray(type)) return ofAlternatives(type)
  return { schema: ofObject(Object(type)), isOptional: false }
}

function ofName (name: string): CwlSchema {
  if (name.endsWith('?')) return { schema: cwlSchema(name.slice(0, -1)).schema, isOptional: true }
  if (name.endsWith('[]')) return { schema: { type: 'array', items: cwlSchema(name.slice(0, -2)).schema }, isOptional: false }
  return { schema: Object.hasOwn(scalars, name) ? scalars[name]! : {}, isOptional: false }
}

function ofAlternatives (types: readonly unknown[]): CwlSchema {
  const schemas = types.filter(type => type !== 'null').map(type => cwlSchema(type).schema)
  const [first = {}, ...others] = schemas
  return { schema: others.length === 0 ? first : { anyOf: schemas }, isOptional: types.includes('null') }
}

function ofObject ({ type, items, symbols, fields }: { type?: unknown, items?: unknown, symbols?: unknown, fields?: unknown }): ValueSchema {
  if (type === 'array') return { type: 'array', items: cwlSchema(items).schema }
  if (type === 'enum' && Array.isArray(symbols)) return { type: 'string', enum: symbols.map(symbol => lastPart(String(symbol))) }
  if (type === 'record') return ofFields(fields)
  return type === undefined ? {} : cwlSchema(type).schema
}

function ofFields (fields: unknown): ValueSchema {
  const types = cwlParameters(fields, 'the fields of a record').map(({ name, parameter }) => ({ name, ...cwlSchema(typeOf(parameter)) }))
  const required = types.filter(({ isOptional }) => !isOptional).map(({ name }) => name)
  return { type: 'object', properties: Object.fromEntries(types.map(({ name, schema }) => [name, schema])), ...(required.length > 0 && { required }) }
}

const withParts = ['enum', 'array', 'record']

/** The type of a parameter. The parts of an enum, an array or a record are often beside its name rather than within `type`. */
export const typeOf = (parameter: Readonly<Record<string, unknown>>): unknown => withParts.includes(parameter['type'] as string) ? parameter : parameter['type']

/** A name without the document's address and the path in it: `#main/format/json` is json. */
export const lastPart = (name: string): string => name.replace(/^.*[#/]/s, '')

export interface CwlParameter {
  readonly name: string
  readonly parameter: Readonly<Record<string, unknown>>
}

/**
 * Inputs, outputs or fields: a map by name, each a type or an object that has one, or a list of objects with a name.
 * @param place where they stand, such as `/inputs`
 * @throws PackageError
 */
export function cwlParameters (members: unknown, place: string): readonly CwlParameter[] {
  if (members === undefined || members === null) return []
  if (typeof members !== 'object') throw malformed(place, members, 'a map by name, or a list')
  const parameters = Array.isArray(members) ? members.map((one, index) => namedParameter(one, `${place}/${index}`)) : Object.entries(members).map(([name, value]) => ({ name, parameter: parameterOf(value) }))
  const names = new Set<string>()
  const twice = parameters.find(({ name }) => names.size === names.add(name).size)
  if (twice !== undefined) throw malformed(place, twice.name, 'each name once; this one came twice')
  return parameters
}

/** An item of a list. @throws PackageError */
function namedParameter (item: unknown, place: string): CwlParameter {
  const name: unknown = Object(item).id ?? Object(item).name
  if (typeof name !== 'string' || lastPart(name) === '') throw malformed(place, item, 'an object with an id')
  return { name: lastPart(name), parameter: item as CwlParameter['parameter'] }
}

/** In a map the type may stand alone. */
const parameterOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : { type: value }
