import { Ajv } from 'ajv'
import { DoubleOptions } from '../../schemas/double-options.ts'
import type { CompileSchema } from './compile-schema.ts'

/** Compiles the validator of the options of `createDouble`. */
export const compileOptionsSchema: CompileSchema = (code = {}) => {
  const ajv = new Ajv({ allErrors: true, strict: false, verbose: true, validateSchema: false, code })
  return { ajv, validate: ajv.compile(DoubleOptions) }
}
