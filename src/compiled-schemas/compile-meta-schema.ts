import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { CompileSchema } from './compile-schema.ts'

/** Compiles the validator of schemas themselves (JSON Schema 2020-12). */
export const compileMetaSchema: CompileSchema = (code = {}) => {
  const ajv = new Ajv2020({ strict: false, logger: false, code })
  addFormats.default(ajv)
  return { ajv, validate: ajv.getSchema('https://json-schema.org/draft/2020-12/schema')! }
}
