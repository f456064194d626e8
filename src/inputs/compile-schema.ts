import type { Ajv, CodeOptions, ValidateFunction } from 'ajv'

/**
 * Compiles one schema of the project. The build can compile a file that exports only such a function in advance
 * (build/compiled-schemas.js): for some schemas ajv takes longer than the rest of a start.
 * @param code further options for the generated code
 * @returns the validator, and the ajv that compiled it unless the build did
 */
export type CompileSchema<T = unknown> = (code?: CodeOptions) => { readonly validate: ValidateFunction<T>, readonly ajv?: Pick<Ajv, 'compile' | 'scope'> }
