import type { Static, TSchema } from '@sinclair/typebox'
import { Ajv, type ValidateFunction } from 'ajv'
import { InvalidArgument } from '../jobs/invalid-argument.ts'
import { endSentence, joinAlternatives, schemaSentence } from './schema-sentence.ts'

let judge: Ajv | undefined

/** Created for the first argument; it keeps a validator for each schema of the project. */
const ajv = (): Ajv => (judge ??= new Ajv({ allErrors: true, strict: false, verbose: true, validateSchema: false }))

/**
 * Checks an argument of a library call like the control façade checks a body: by the same schema, with the same
 * messages.
 * @param call name of the call, such as `requests.count`
 * @param schema a schema of the project, the same object each time: its validator is cached
 * @throws InvalidArgument with all problems
 */
export function expectArgument<T extends TSchema> (call: string, schema: T, value: unknown): asserts value is Static<T> {
  expectValid(call, ajv().compile(schema), value)
}

/** The same with a compiled schema. */
export function expectValid (call: string, validate: ValidateFunction, value: unknown): void {
  if (validate(value)) return
  const place = (pointer: string) => pointer === '' ? call : `${call}: ${pointer}`
  throw new InvalidArgument(joinAlternatives(validate.errors!).map(error => endSentence(schemaSentence(error, place(error.instancePath)))).join('\n'))
}
