import { Ajv, type ErrorObject } from 'ajv'
import { Seed } from '../schemas/seed.ts'
import { shown } from './inputs/fault.ts'

const validate = new Ajv({ allErrors: true, strict: false, verbose: true }).compile<Seed>(Seed)

/** Everything that is wrong with a seed, a sentence each: the path, what came and what was expected. Empty if nothing is. */
export function seedFaults (seed: unknown): string[] {
  if (!validate(seed)) return (validate.errors ?? []).map(sentence)
  return [...duplicates('users', seed.users, ({ token }) => token, 'token'), ...duplicates('projects', seed.projects, ({ id }) => id, 'id'),
    ...duplicates('jobs', seed.jobs?.filter(({ id }) => id !== undefined), ({ id }) => id, 'id')]
}

function sentence ({ instancePath, keyword, message = '', params, data }: ErrorObject): string {
  const path = instancePath === '' ? '/' : instancePath
  if (keyword === 'additionalProperties') return `${path}: ${params['additionalProperty']} is not a member that is known here`
  if (keyword === 'required') return `${path}: expected a member ${params['missingProperty']}`
  const expected = keyword === 'enum' ? `one of ${params['allowedValues'].join(', ')}` : message.replace(/^must (be )?/, '')
  return `${path}: ${shown(data)} came; expected ${expected}`
}

function duplicates<T> (list: string, items: readonly T[] | undefined, key: (item: T) => unknown, name: string): string[] {
  const seen = new Set<unknown>()
  return (items ?? []).flatMap((item, index) => {
    const repeated = seen.has(key(item))
    seen.add(key(item))
    return repeated ? [`/${list}/${index}/${name}: ${shown(key(item))} came twice; expected each once`] : []
  })
}
