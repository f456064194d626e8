import { Ajv, type ErrorObject } from 'ajv'
import { Seed } from '../../schemas/seed.ts'
import { excerpt } from '../inputs/validation-error.ts'
import { schemaError } from '../inputs/validate-value.ts'

const validate = new Ajv({ allErrors: true, strict: false, verbose: true }).compile<Seed>(Seed)

/** Everything that is wrong with a seed, a sentence each: the path, what came and what was expected. Empty if nothing is. */
export function validateSeed (seed: unknown): string[] {
  if (!validate(seed)) return validate.errors!.map(sentence)
  return [...duplicates('users', seed.users, ({ token }) => token, 'token'), ...duplicates('projects', seed.projects, ({ id }) => id, 'id'),
    ...duplicates('processes', seed.processes, ({ id }) => id, 'id'), ...unusableSchemas(seed),
    ...duplicates('jobs', seed.jobs, ({ id }) => id, 'id')]
}

function sentence ({ instancePath, keyword, message = '', params, data }: ErrorObject): string {
  const path = instancePath === '' ? '/' : instancePath
  if (keyword === 'additionalProperties') return `${path}: ${params['additionalProperty']} is not a member that is known here`
  if (keyword === 'required') return `${path}: expected a member ${params['missingProperty']}`
  const expected = keyword === 'enum' ? `one of ${params['allowedValues'].join(', ')}` : message.replace(/^must (be )?/, '')
  return `${path}: ${excerpt(data)} came; expected ${expected}`
}

/** A schema that cannot be read would otherwise fail the first execution. */
function unusableSchemas ({ processes = [] }: Seed): string[] {
  return processes.flatMap(({ inputs = {} }, index) => Object.entries(inputs).flatMap(([name, { schema }]) => {
    const error = schemaError(schema)
    return error === undefined ? [] : [`/processes/${index}/inputs/${name}/schema: expected a schema that can be used; ${error}`]
  }))
}

function duplicates<T> (list: string, items: readonly T[] | undefined, key: (item: T) => unknown, name: string): string[] {
  const seen = new Set<unknown>()
  return (items ?? []).flatMap((item, index) => {
    const repeated = key(item) !== undefined && seen.has(key(item))
    seen.add(key(item))
    return repeated ? [`/${list}/${index}/${name}: ${excerpt(key(item))} came twice; expected each once`] : []
  })
}
