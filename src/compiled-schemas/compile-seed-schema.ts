import { Ajv } from 'ajv'
import { Seed } from '../../schemas/seed.ts'
import type { CompileSchema } from './compile-schema.ts'

/** Compiles the validator of seeds. */
export const compileSeedSchema: CompileSchema<Seed> = code => {
  const ajv = new Ajv({ allErrors: true, strict: false, verbose: true, validateSchema: false, code: { optimize: false, ...code } })
  return { ajv, validate: ajv.compile<Seed>(Seed) }
}
