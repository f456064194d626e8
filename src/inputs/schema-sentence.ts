import type { ErrorObject } from 'ajv'
import { excerpt } from './validation-error.ts'

/** What ajv says is wrong; `data` is what came. */
export type SchemaError = Pick<ErrorObject, 'instancePath' | 'keyword' | 'params' | 'data'> & { readonly message?: string | undefined }

/** What a schema wanted where a value does not fit it, as the end of "expected …". */
export function expectationOf ({ keyword, message = '', params }: Pick<SchemaError, 'keyword' | 'message' | 'params'>): string {
  switch (keyword) {
    case 'enum': return `one of ${params['allowedValues'].join(', ')}`
    case 'oneOf': return 'exactly one of these'
    case 'required': return `a member ${params['missingProperty']}`
    default: return message.replace('must NOT have fewer than', 'at least').replace('must NOT have more than', 'at most').replace(/^must (be |have |match )?/, '')
  }
}

/** One sentence for people, without its full stop: where, what came, what was expected. @param place what the value that is wrong is called */
export function schemaSentence (error: SchemaError, place: string): string {
  const { keyword, params, data } = error
  if (keyword === 'additionalProperties') return `${place}: ${params['additionalProperty']} is not a member that is known here`
  if (keyword === 'required') return `${place}: expected ${expectationOf(error)}`
  return `${place}: ${excerpt(data)} came; expected ${expectationOf(error)}`
}
