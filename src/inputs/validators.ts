import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { compileRegExp } from '../bounds/reg-exp.ts'
import { compileMetaSchema } from '../compiled-schemas/compile-meta-schema.ts'
import { componentsId, resolveIn, toJsonSchema } from './json-schema.ts'
import { expectationOf } from './schema-sentence.ts'
import { excerpt } from './validation-error.ts'
import { contentEncodingOf } from '../formats/content-encoding.ts'
import { Formats } from '../formats/formats.ts'
import type { ValueSchema } from '../processes/process.ts'
import { wellKnownSchemas } from './well-known-schemas.ts'

/** An invalid value: its place, what came there, and what was expected. */
export interface WrongValue { readonly at: string, readonly received: unknown, readonly expected: string }

/**
 * The validators of some schemas, each compiled on first use. They live as long as the seed or process that brought the
 * schemas: no schema sees another by its `$id`, and all are freed together.
 */
export class Validators {
  #ajv: Ajv2020 | undefined
  readonly #components: Components
  readonly #compiled = new WeakMap<ValueSchema, ValidateFunction>()
  /** The formats of the schemas' values. */
  readonly formats: Formats

  /** @param components schemas that the others may refer to as `#/components/schemas/…` */
  constructor (components: Components = {}) {
    this.#components = components
    this.formats = new Formats(resolveIn(components))
  }

  /** The problem of `value` by `schema`; undefined if it is valid. @throws Error for an unusable schema */
  validate (schema: ValueSchema, value: unknown): WrongValue | undefined {
    const validate = this.#validatorOf(schema)
    try {
      if (validate(value)) return undefined
    } catch {
      return { at: '', received: value, expected: 'a value that its schema can validate; a $ref of the schema refers to itself' }
    }
    const errors = validate.errors as [ErrorObject, ...ErrorObject[]]
    const [error] = errors
    const telling = errors.filter(({ keyword }) => keyword !== 'anyOf')
    return { at: error.instancePath.slice(1), received: error.data, expected: [...new Set(telling.map(expectationOf))].join(' or ') }
  }

  /** Why this schema is unusable; undefined if it can be used. */
  schemaError (schema: ValueSchema): string | undefined {
    try {
      this.#validatorOf(schema)
      return undefined
    } catch (error) {
      return error instanceof RangeError ? 'a $ref of it refers to itself' : (error as Error).message
    }
  }

  #validatorOf (schema: ValueSchema): ValidateFunction {
    const known = this.#compiled.get(schema)
    if (known !== undefined) return known
    if (Object.hasOwn(schema, '$async')) throw new Error('$async came; expected a synchronous schema')
    this.#ajv ??= createAjv(this.#components)
    const jsonSchema = toJsonSchema(withoutDraft(schema), Object.keys(this.#components))
    expectSchema(jsonSchema)
    try {
      const validate = this.#ajv.compile(jsonSchema)
      this.#compiled.set(schema, validate)
      return validate
    } finally {
      // Ajv caches a schema by its object and its `$id`; the next schema may have the same `$id`.
      this.#ajv.removeSchema(jsonSchema)
    }
  }
}

type Components = Readonly<Record<string, ValueSchema>>

/** The drafts of JSON Schema that `$schema` may name: each is read like the newest. */
const draft = /^https?:\/\/json-schema\.org\/(draft-0[3-7]|draft\/20\d\d-\d\d)\/(hyper-)?schema#?$/

/** @throws Error for a schema in another language */
function withoutDraft ({ $schema, ...schema }: ValueSchema): ValueSchema {
  if ($schema === undefined || (typeof $schema === 'string' && draft.test($schema))) return schema
  throw new Error(`$schema: ${excerpt($schema)} came; expected a draft of JSON Schema, such as https://json-schema.org/draft/2020-12/schema, or none`)
}

let metaSchema: ValidateFunction | undefined

/** Validates a schema itself. The validator caches no schemas, so all share it. @throws Error for an invalid schema */
function expectSchema (schema: ValueSchema): void {
  metaSchema ??= compileMetaSchema().validate
  if (!metaSchema(schema)) throw new Error(metaSchema.errors!.map(({ instancePath, message }) => `data${instancePath} ${message}`).join(', '))
}

function createAjv (components: Components): Ajv2020 {
  const regExp = Object.assign((source: string) => compileRegExp(source), { code: 'compileRegExp' })
  const ajv = new Ajv2020({ strict: false, verbose: true, logger: false, validateSchema: false, code: { regExp } })
  addFormats.default(ajv)
  ajv.addSchema(wellKnownSchemas)
  // Ajv's own implementation compares each pair of items: a minute for a body of a megabyte.
  ajv.removeKeyword('uniqueItems').addKeyword({ keyword: 'uniqueItems', type: 'array', schemaType: 'boolean', validate: areUnique, error: { message: 'must NOT have duplicate items' } })
  ajv.removeKeyword('contentEncoding').addKeyword({ keyword: 'contentEncoding', type: 'string', schemaType: 'string', validate: isEncoded, error: { message: ({ schema }) => `text in ${schema}` } })
  const names = Object.keys(components)
  ajv.addSchema({ $id: componentsId, $defs: Object.fromEntries(Object.entries(components).map(([name, schema]) => [name, toJsonSchema(schema, names, `/components/schemas/${name}`)])) })
  return ajv
}

const isEncoded = (encoding: string, text: string): boolean => contentEncodingOf(encoding)!.decode(text) !== undefined

const areUnique = (isRequired: boolean, items: readonly unknown[]): boolean =>
  !isRequired || new Set(items.map(item => JSON.stringify(item, withSortedNames))).size === items.length

const withSortedNames = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => one < other ? -1 : 1)) : value
