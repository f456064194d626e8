import type { Validators } from '../inputs/validators.ts'
import type { ValueSchema } from '../processes/process.ts'
import { isSchema, listIn, merge, resolveSchema, schemasIn, typesOf } from './read-schema.ts'
import { sampleDocument, sampleNumbers, sampleTexts } from './sample-scalars.ts'

/** What samples are made and checked with. */
export interface SampleContext {
  readonly validators: Validators
  readonly components?: Readonly<Record<string, ValueSchema>> | undefined
}

/** Maximum number of values to try. */
const mostTried = 64
/** Maximum number of schemas to visit: they may refer to each other in circles. */
const mostLookedAt = 10_000
/** Deeper members are left out if they are optional. */
const deepest = 4
/** Maximum number of items of a list, multiplied by the lists around it. */
const mostItems = 10_000

/** A value that is valid by the schema, the same each time; undefined if none was found. */
export function sampleOf (schema: ValueSchema, { validators, components = {} }: SampleContext): unknown {
  let tried = 0
  for (const value of new Sampler(schema, components).valuesOf(schema, { depth: 0, copies: 1 })) {
    if (validators.validate(schema, value) === undefined) return value
    if (++tried === mostTried) return undefined
  }
  return undefined
}

/** How deep a value is, and how often it occurs. */
interface Spot { readonly depth: number, readonly copies: number }

/** Generates candidate values, the richest first: each follows one part of the schema, so some are invalid. */
class Sampler {
  readonly #root: ValueSchema
  readonly #components: Readonly<Record<string, ValueSchema>>
  #left = mostLookedAt

  constructor (root: ValueSchema, components: Readonly<Record<string, ValueSchema>>) {
    this.#root = root
    this.#components = components
  }

  * valuesOf (schema: ValueSchema, spot: Spot): Generator<unknown> {
    if (this.#left-- <= 0 || spot.depth > 2 * deepest) return
    yield * givenIn(schema)
    const { $ref, allOf, oneOf, anyOf, ...rest } = schema
    const deeper = { ...spot, depth: spot.depth + 1 }
    const whole = merge([rest, ...[...$ref === undefined ? [] : [{ $ref }], ...schemasIn(allOf)].map(part => this.#resolve(part))])
    if ($ref !== undefined || allOf !== undefined) return yield * this.valuesOf({ ...whole, ...(oneOf !== undefined && { oneOf }), ...(anyOf !== undefined && { anyOf }) }, deeper)
    for (const variant of [...schemasIn(oneOf), ...schemasIn(anyOf)]) yield * this.valuesOf(merge([whole, variant]), deeper)
    for (const type of typesOf(whole)) yield * this.#ofType(type, whole, deeper)
  }

  /** A schema merged with the target of its `$ref`. */
  #resolve ({ $ref, ...rest }: ValueSchema): ValueSchema {
    return $ref === undefined ? rest : merge([resolveSchema(String($ref), this.#root, this.#components), rest])
  }

  * #ofType (type: unknown, schema: ValueSchema, spot: Spot): Generator<unknown> {
    switch (type) {
      case 'object': return yield * this.#objects(schema, spot)
      case 'array': return yield * this.#lists(schema, spot)
      case 'integer':
      case 'number': return yield * sampleNumbers(schema)
      case 'boolean': return yield * [true, false]
      case 'null': return yield null
      default: return yield * sampleTexts(schema)
    }
  }

  /** With all members, and with the required ones alone. */
  * #objects ({ properties, required }: ValueSchema, spot: Spot): Generator<unknown> {
    const members = isSchema(properties) ? properties : {}
    const requiredNames = listIn(required).map(String)
    const makeObject = (names: readonly string[]) => Object.fromEntries(names.map(name => [name, this.#first(members[name], spot)]).filter(([, value]) => value !== undefined))
    if (spot.depth < deepest) yield makeObject([...new Set([...Object.keys(members), ...requiredNames])])
    yield makeObject(requiredNames)
  }

  * #lists ({ items, prefixItems, minItems, uniqueItems }: ValueSchema, spot: Spot): Generator<unknown[]> {
    const tuple = schemasIn(prefixItems ?? items).map(item => this.#first(item, spot))
    const least = Math.max(Number(minItems ?? 0), isSchema(items) && spot.depth < deepest ? 1 : 0)
    const count = Math.max(0, least - tuple.length)
    const copies = spot.copies * Math.max(1, count)
    if (!(copies <= mostItems)) return
    const values = count > 1 && uniqueItems === true && isSchema(items) ? [...new Set(this.valuesOf(items, { ...spot, copies }))] : []
    const item = this.#first(items, { ...spot, copies })
    yield [...tuple, ...Array.from({ length: count }, (_, index) => uniqueItems === true ? values[index] ?? different(item, index) : item)]
  }

  #first (schema: unknown, spot: Spot): unknown {
    return isSchema(schema) ? this.valuesOf(schema, spot).next().value : 'sample'
  }
}

const different = (item: unknown, index: number): unknown => typeof item === 'number' ? item + index : typeof item === 'string' ? `${item}${index}` : item

/** Values that the schema itself gives: const, examples, default, enum. */
function * givenIn (schema: ValueSchema): Generator<unknown> {
  const { const: only, example, examples, default: usual, enum: values } = schema
  yield * [only, example, ...listIn(examples), usual, ...listIn(values), sampleDocument(schema)].filter(value => value !== undefined)
}
