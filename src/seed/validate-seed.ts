import type { ValidateFunction } from 'ajv'
import { defaultMaxDepth, findDeepPlace } from '../bounds/json-depth.ts'
import type { Seed } from '../../schemas/seed.ts'
import { writableCharsets, writerOf } from '../formats/charset.ts'
import { parametersOf } from '../formats/media-type.ts'
import { excerpt } from '../inputs/validation-error.ts'
import { findIllFormed, illFormedText } from '../inputs/ill-formed-text.ts'
import { joinAlternatives, schemaSentence } from '../inputs/schema-sentence.ts'
import { Validators } from '../inputs/validators.ts'
import { builtInProcesses } from '../processes/built-in-processes.ts'
import { findNoFile } from '../results/find-file.ts'
import { answerProblems } from './answer-problems.ts'
import { compileSeedSchema } from '../compiled-schemas/compile-seed-schema.ts'
import { entitiesOf, type SeedSurroundings } from './interpret-seed.ts'
import { referenceProblems } from './reference-problems.ts'

let compiledSchema: ValidateFunction<Seed> | undefined

/** Compiled on first use: a double without a seed starts sooner. */
const seedValidator = (): ValidateFunction<Seed> => (compiledSchema ??= compileSeedSchema().validate)

/**
 * Every problem of a seed, one sentence each: the path, what came and what was expected. Empty if it is valid.
 * @param maxDepth how deep it may be nested
 * @param surroundings if absent, the built-in processes and no files
 */
export function validateSeed (seed: unknown, maxDepth = defaultMaxDepth, { known = builtInProcesses, codeValidators = new Validators(), findFile = findNoFile }: Partial<SeedSurroundings> = {}): string[] {
  const deep = findDeepPlace(seed, maxDepth)
  if (deep !== undefined) return [`${deep}: a value nested deeper than ${maxDepth}, or refers to itself, came; expected at most that many nested arrays and objects (--max-depth)`]
  const illFormed = findIllFormed(seed)
  if (illFormed !== undefined) return [illFormedText(illFormed)]
  const validate = seedValidator()
  if (!validate(seed)) return joinAlternatives(validate.errors!).map(error => schemaSentence(error, error.instancePath || '/'))
  const problems = [...duplicates('users', seed.users, ({ token }) => token, 'token'), ...duplicates('users', seed.users, ({ name }) => name, 'name'), ...duplicates('projects', seed.projects, ({ id }) => id, 'id'),
    ...duplicates('processes', seed.processes, ({ id }) => id, 'id'), ...missingModes(seed), ...unusableSchemas(seed), ...unusableMediaTypes(seed),
    ...(seed.projects ?? []).flatMap(({ algorithms }, index) => duplicates(`projects/${index}/algorithms`, algorithms, ({ name }) => name, 'name')),
    ...duplicates('jobs', seed.jobs, ({ id }) => id, 'id')]
  if (problems.length > 0) return problems
  const entities = entitiesOf(seed, { known, codeValidators, findFile })
  const wrongAnswers = answerProblems(seed, entities)
  return wrongAnswers.length > 0 ? wrongAnswers : referenceProblems(seed, entities)
}

/** A process without any execution mode could never be executed. */
const missingModes = ({ processes = [] }: Seed): string[] => processes.flatMap(({ jobControlOptions }, index) =>
  jobControlOptions === undefined || jobControlOptions.some(option => option !== 'dismiss')
    ? []
    : [`/processes/${index}/jobControlOptions: ${excerpt(jobControlOptions)} came; expected sync-execute or async-execute among them`])

/** Found here, since a schema that cannot be compiled would otherwise fail at the first execution. */
function unusableSchemas ({ processes = [], components }: Seed): string[] {
  const validators = new Validators(components?.schemas)
  const wrong = components?.schemas === undefined ? undefined : validators.schemaError({})
  if (wrong !== undefined) return [`/components/schemas: expected schemas that can be used; ${wrong}`]
  return processes.flatMap(({ inputs = {}, outputs = {} }, index) => Object.entries({ inputs, outputs }).flatMap(([kind, described]) => Object.entries(described).flatMap(([name, { schema }]) => {
    const error = validators.schemaError(schema)
    return error === undefined ? [] : [`/processes/${index}/${kind}/${name}/schema: expected a schema that can be used; ${error}`]
  })))
}

const mediaType = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+\s*(?:;[\t\x20-\x7e]*)?$/

/** The media type of an output becomes a response header, and decides the charset of its text. */
function unusableMediaTypes ({ processes = [], components }: Seed): string[] {
  const { formats } = new Validators(components?.schemas)
  return processes.flatMap(({ outputs = {} }, index) => Object.entries(outputs).flatMap(([name, { schema }]) => {
    const place = `/processes/${index}/outputs/${name}/schema/contentMediaType`
    const types = formats.of(schema).flatMap(({ mediaType, isNamed }) => isNamed ? mediaType! : [])
    return types.flatMap(type => {
      if (!mediaType.test(type)) return [`${place}: ${excerpt(type)} came; expected a media type, such as text/html; charset=utf-8`]
      const charset = parametersOf(type).get('charset') ?? 'utf-8'
      return writerOf(charset) === undefined ? [`${place}: ${excerpt(type)} came; expected a charset that can be written: ${writableCharsets.join(', ')}`] : []
    })
  }))
}

function duplicates<T> (list: string, items: readonly T[] | undefined, key: (item: T) => unknown, name: string): string[] {
  const seen = new Set<unknown>()
  const problems: string[] = []
  items?.forEach((item, index) => {
    const value = key(item)
    if (value === undefined) return
    if (seen.has(value)) problems.push(`/${list}/${index}/${name}: ${excerpt(value)} came twice; expected each once`)
    seen.add(value)
  })
  return problems
}
