import ajvCompiler, { type BuildCompilerFromPool, type RouteDefinition } from '@fastify/ajv-compiler'
import type { TObject } from '@sinclair/typebox'
import serializerCompiler, { type SerializerFactory } from '@fastify/fast-json-stringify-compiler'

type Compile = (route: RouteDefinition) => ReturnType<ReturnType<BuildCompilerFromPool>>

/**
 * Query parameters are text, so they are converted to their schema's types; a body is not converted, so `"5"` instead of
 * 5 is an error, and unknown members are kept. Each validator is compiled on first use: most routes are never called in
 * a test run, and compiling them all is half of a double's start. The schemas are the project's own, so none is checked
 * by the schema of schemas, which takes longer to compile than they do.
 */
export const buildValidator: BuildCompilerFromPool = schemas => {
  const build = ajvCompiler()
  const compilerFor = (coerceTypes: 'array' | false) =>
    build(schemas, { customOptions: { coerceTypes, useDefaults: coerceTypes !== false, removeAdditional: false, validateSchema: false, allErrors: true, verbose: true } }) as Compile
  const [ofText, ofBody] = [once(() => compilerFor('array')), once(() => compilerFor(false))]
  return ((route: RouteDefinition) => {
    if (route.httpPart === 'params' && takesAnyText(route.schema as TObject)) return undefined
    const validate = once(() => route.httpPart === 'body' ? compileOnce(bodyValidators, route, ofBody) : compileOnce(textValidators, route, ofText))
    const takesNothing = route.httpPart === 'querystring' && isOptional(route.schema as TObject)
    return Object.defineProperty((data: unknown) => (takesNothing && isEmpty(data as object)) || validate()(data), 'errors', { get: () => validate().errors })
  }) as unknown as ReturnType<BuildCompilerFromPool>
}

/** Path parameters are text, and the router finds a route only with all of them: without further conditions there is nothing to validate. */
const takesAnyText = ({ properties }: TObject): boolean =>
  Object.values(properties).every(property => property['type'] === 'string' && Object.keys(property).every(keyword => ['type', 'description'].includes(keyword)))

/** Whether a query may be empty, and stays so. */
const isOptional = ({ required = [], properties }: TObject): boolean =>
  required.length === 0 && Object.values(properties).every(property => property.default === undefined)

function isEmpty (members: object): boolean {
  let last: string | undefined
  for (const name in members) last = name
  return last === undefined
}

/** The same for serialisers. */
export const buildSerializer: SerializerFactory = (schemas, options) => {
  const build = once(() => serializerCompiler()(schemas, options))
  return route => {
    const serialize = once(() => compileOnce(serializers, route, build))
    return data => serialize()(data)
  }
}

/** What was compiled, by its schema. Doubles of a process share it: to compile a schema takes longer than most tests do. */
type CompilerCache<T> = WeakMap<object, T>
const textValidators: CompilerCache<ReturnType<Compile>> = new WeakMap()
const bodyValidators: CompilerCache<ReturnType<Compile>> = new WeakMap()
const serializers: CompilerCache<(data: unknown) => string> = new WeakMap()

function compileOnce<R extends { readonly schema?: unknown }, T> (known: CompilerCache<T>, route: R, compiler: () => (route: R) => T): T {
  const schema = route.schema as object
  const compiled = known.get(schema) ?? compiler()(route)
  known.set(schema, compiled)
  return compiled
}

/** `make`, called at most once. */
function once<T> (make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}
