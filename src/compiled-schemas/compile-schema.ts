import type { Ajv, CodeOptions, ValidateFunction } from 'ajv'

/**
 * Compiles one schema of the project. Each other file of this folder exports only such a function, which the build
 * replaces by ajv's generated code (build/compiled-schemas.js): ajv takes longer than the rest of a start.
 * @param code further options for the generated code
 * @returns the validator, and the ajv that compiled it unless the build did
 */
export type CompileSchema<T = unknown> = (code?: CodeOptions) => { readonly validate: ValidateFunction<T>, readonly ajv?: Pick<Ajv, 'compile' | 'scope'> }
