import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { expectationOf } from './schema-sentence.ts'
import type { ValueSchema } from '../processes/process.ts'

/** Formats that say what an object is for; its other keywords say what it must look like. */
const formats = ['ogc-bbox', 'geojson-geometry', 'json-object']

const ajv = new Ajv({ strict: false, verbose: true })
addFormats.default(ajv)
for (const format of formats) ajv.addFormat(format, true)

const compiled = new WeakMap<ValueSchema, ValidateFunction>()

/** What is wrong with `value` by `schema`: where in it, and what was expected. Undefined if nothing is. */
export function validateValue (schema: ValueSchema, value: unknown): { at: string, came: unknown, expected: string } | undefined {
  const validate = compiled.get(schema) ?? ajv.compile(schema)
  compiled.set(schema, validate)
  if (validate(value)) return undefined
  const errors = validate.errors as [ErrorObject, ...ErrorObject[]]
  const [error] = errors
  return { at: error.instancePath.slice(1), came: error.data, expected: errors.map(expectationOf).join(' or ') }
}

/** Why no value can be checked by this schema; undefined if it can be used. */
export function schemaError (schema: ValueSchema): string | undefined {
  try {
    validateValue(schema, undefined)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}
