import type { Ajv, CodeOptions, ValidateFunction } from 'ajv'

/**
 * Compiles one schema of the project's own. A file that exports nothing but one of these can be compiled by the build
 * (build/compiled-schemas.js): some schemas take ajv longer than all else that a start does.
 * @param code what else the code is to be, beside what this schema wants
 * @returns what judges by the schema, and what compiled it, unless the build did
 */
export type CompileSchema<T = unknown> = (code?: CodeOptions) => { readonly validate: ValidateFunction<T>, readonly ajv?: Pick<Ajv, 'compile' | 'scope'> }
