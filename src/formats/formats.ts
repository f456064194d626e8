import type { ValueSchema } from '../processes/process.ts'
import { type Format, formatOf, acceptsType } from './format.ts'

/** The target of a `$ref`, as far as its format is known. */
export type Resolve = (ref: string) => ValueSchema | undefined

/** The formats of some schemas, cached. They live as long as the seed or process that brought the schemas. */
export class Formats {
  readonly #resolve: Resolve
  readonly #known = new WeakMap<ValueSchema, readonly Format[]>()
  readonly #narrowed = new WeakMap<ValueSchema, Map<string, ValueSchema>>()

  constructor (resolve: Resolve) {
    this.#resolve = resolve
  }

  /** Each format of a schema's values, in the order of its alternatives: at least one. */
  of (schema: ValueSchema): readonly Format[] {
    const known = this.#known.get(schema) ?? distinct(this.#look(schema, new Set()))
    this.#known.set(schema, known)
    return known
  }

  /**
   * The schema for values of this media type: the alternatives that name it, else those that name none. Undefined if
   * there is none. Returns the same object each time, so that its validator is compiled once.
   */
  schemaFor (schema: ValueSchema, mediaType: string | undefined): ValueSchema | undefined {
    if (mediaType === undefined) return schema
    const whole = this.#follow(schema)
    const choices = alternativesOf(whole)
    const takesIt = (one: ValueSchema) => this.of(one).some(format => acceptsType(format, mediaType))
    if (choices.length === 0) return takesIt(schema) ? schema : undefined
    const naming = choices.filter(choice => this.of(choice).some(format => format.isNamed && acceptsType(format, mediaType)))
    const chosen = naming.length > 0 ? naming : choices.filter(takesIt)
    return chosen.length === 0 ? undefined : this.#narrow(whole, chosen, choices)
  }

  /** A schema that only refers to another is replaced by that. */
  #follow (schema: ValueSchema, seen = new Set<ValueSchema>()): ValueSchema {
    const next = typeof schema['$ref'] === 'string' ? this.#resolve(schema['$ref']) : undefined
    return next === undefined || seen.has(next) ? schema : this.#follow(next, seen.add(next))
  }

  /** @param seen references followed so far: each is followed once, so that circular schemas end */
  #look (schema: ValueSchema, seen: Set<string>): Format[] {
    const { oneOf, anyOf, ...rest } = this.#flatten(schema, seen)
    const choices = alternativesOf({ oneOf, anyOf }).filter(({ $ref }) => typeof $ref !== 'string' || !seen.has($ref))
    return choices.length === 0 ? [formatOf(rest)] : choices.flatMap(choice => this.#look({ ...rest, ...choice }, seen))
  }

  /** Merges a schema with its references and its `allOf` parts. */
  #flatten ({ $ref, allOf, ...own }: ValueSchema, seen: Set<string>): ValueSchema {
    const referred = typeof $ref === 'string' && !seen.has($ref) ? this.#resolve($ref) : undefined
    if (typeof $ref === 'string') seen.add($ref)
    return Object.assign({}, ...[referred, ...schemasIn(allOf)].filter(part => part !== undefined).map(part => this.#flatten(part, seen)), own)
  }

  #narrow (schema: ValueSchema, chosen: ValueSchema[], choices: readonly ValueSchema[]): ValueSchema {
    const key = chosen.map(choice => choices.indexOf(choice)).join()
    const known = this.#narrowed.get(schema) ?? new Map<string, ValueSchema>()
    this.#narrowed.set(schema, known)
    const narrow = known.get(key) ?? { ...schema, [schemasIn(schema['oneOf']).length > 0 ? 'oneOf' : 'anyOf']: chosen }
    known.set(key, narrow)
    return narrow
  }
}

const isSchema = (value: unknown): value is ValueSchema => typeof value === 'object' && value !== null && !Array.isArray(value)

const schemasIn = (value: unknown): ValueSchema[] => Array.isArray(value) ? value.filter(isSchema) : []

/** The alternatives of a schema; empty if it has none. */
const alternativesOf = ({ oneOf, anyOf }: ValueSchema): ValueSchema[] => [oneOf, anyOf].map(schemasIn).find(list => list.length > 0) ?? []

function distinct (formats: readonly Format[]): Format[] {
  const key = ({ mediaType, kind, encoding, contentSchema }: Format) => JSON.stringify([mediaType, kind, encoding?.name, contentSchema])
  return formats.filter((format, index) => formats.findIndex(other => key(other) === key(format)) === index)
}
