import type { ErrorObject } from 'ajv'
import { didYouMean } from './did-you-mean.ts'
import { excerpt } from './validation-error.ts'

/** An error of ajv; in verbose mode `data` is the received value and `parentSchema` the schema. */
export type SchemaError = Pick<ErrorObject, 'instancePath' | 'keyword' | 'params' | 'data'> & Partial<Pick<ErrorObject, 'schemaPath' | 'parentSchema'>> & { readonly message?: string | undefined }

/** What the schema expected, as the end of "expected …". */
export function expectationOf ({ keyword, message = '', params }: Pick<SchemaError, 'keyword' | 'message' | 'params'>): string {
  switch (keyword) {
    case 'enum': return `one of ${params['allowedValues'].join(', ')}`
    case 'oneOf': return 'exactly one of these'
    case 'required': return `a member ${params['missingProperty']}`
    default: return message.replace('must NOT have fewer than', 'at least').replace('must NOT have more than', 'at most').replace(/^must (be |have |match )?/, '')
  }
}

/** The error as a sentence without a full stop: where, what came, what was expected. @param place the name of the invalid value */
export function schemaSentence (error: SchemaError, place: string): string {
  const { keyword, params, data, parentSchema } = error
  if (keyword === 'additionalProperties') return `${place}: ${params['additionalProperty']} is not a known member${didYouMean(params['additionalProperty'], Object.keys(parentSchema?.['properties'] ?? {}))}`
  if (keyword === 'required') return `${place}: expected ${expectationOf(error)}`
  return `${place}: ${excerpt(data)} came; expected ${expectationOf(error)}${keyword === 'enum' ? didYouMean(data, params['allowedValues'].filter((value: unknown) => typeof value === 'string')) : ''}`
}

/** Adds a full stop, unless the text ends with a question mark. */
export const endSentence = (text: string): string => text.endsWith('?') ? text : `${text}.`

/** One error for each group of alternatives of which none fits: what all of them expected of the same value, or a problem deeper in it. */
export function joinAlternatives (errors: readonly SchemaError[]): readonly SchemaError[] {
  const group = errors.find(error => error.keyword === 'anyOf')
  if (group === undefined) return errors
  const within = errors.filter(error => error.schemaPath?.startsWith(`${group.schemaPath}/`) === true && error.instancePath.startsWith(group.instancePath))
  const others = errors.filter(error => error !== group && !within.includes(error))
  const joined = within.every(({ instancePath, keyword }) => instancePath === group.instancePath && keyword !== 'additionalProperties')
    ? [{ ...group, keyword: 'alternatives', message: within.map(expectationOf).join(' or ') || group.message }]
    : within
  return joinAlternatives([...others, ...joined])
}
