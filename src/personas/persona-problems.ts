import { Ajv, type ValidateFunction } from 'ajv'
import { Persona, placeholders, type PlaceholderSet } from '../../schemas/persona.ts'
import { findDeepPlace } from '../bounds/json-depth.ts'
import { didYouMean } from '../inputs/did-you-mean.ts'
import { joinAlternatives, schemaSentence } from '../inputs/schema-sentence.ts'
import { publishedPersonas } from './published.ts'
import { placeholdersOf } from './template.ts'
import { variantProblems } from './variant.ts'

/** No real response is nested deeper. */
const maxDepth = 50

let compiledSchema: ValidateFunction<Persona> | undefined

/** Compiled on first use. */
const validator = (): ValidateFunction<Persona> =>
  (compiledSchema ??= new Ajv({ allErrors: true, strict: false, verbose: true, validateSchema: false }).compile<Persona>(Persona))

/** Every problem of a persona, one sentence each: the path, what came and what was expected. Empty if it is valid. */
export function personaProblems (persona: unknown): string[] {
  const deep = findDeepPlace(persona, maxDepth)
  if (deep !== undefined) return [`${deep}: a value nested deeper than ${maxDepth}, or refers to itself, came; expected at most that many nested arrays and objects`]
  const validate = validator()
  if (!validate(persona)) return joinAlternatives(validate.errors!).map(error => schemaSentence(error, error.instancePath || '/'))
  return [...variantProblems(persona, publishedPersonas().map(({ name }) => name)), ...placesOf(persona).flatMap(([pointer, document, set]) => unknownPlaceholders(pointer, document, placeholders[set]))]
}

/** Where placeholders can be, and which ones are known there. */
const placesOf = (persona: Persona): readonly (readonly [pointer: string, document: unknown, set: PlaceholderSet])[] => [
  ['/headers', persona.headers, 'errors'],
  ['/status_info', persona.status_info, 'status_info'],
  ['/dismissal', persona.dismissal, 'status_info'],
  ['/execution', persona.execution, 'status_info'],
  ['/errors', persona.errors, 'errors'],
  ['/job_list', persona.job_list, 'job_list'],
  ['/deployment', persona.deployment, 'deployment']
]

const unknownPlaceholders = (pointer: string, document: unknown, known: readonly string[]): string[] =>
  [...placeholdersOf(document, pointer)].filter(([name]) => !known.includes(name)).map(([name, place]) =>
    `${place}: the placeholder {${name}} came; expected one of ${known.join(', ')}${didYouMean(name, known)}`)
