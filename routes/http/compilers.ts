import ajvCompiler, { type BuildCompilerFromPool, type RouteDefinition } from '@fastify/ajv-compiler'
import serializerCompiler, { type SerializerFactory } from '@fastify/fast-json-stringify-compiler'

type Compile = (route: RouteDefinition) => ReturnType<ReturnType<BuildCompilerFromPool>>

/**
 * Query parameters are text, so they are turned into what their schema says; a body says what it means, so a `"5"` that
 * should be a 5 is wrong, and a member that nobody knows is left where it is. Each validator is made when it is first
 * needed: most of a double's routes are never asked in a test run, and making them all is half of its start. The schemas
 * are the project's own, so none is judged by the schema of schemas, which takes longer to compile than they do.
 */
export const buildValidator: BuildCompilerFromPool = schemas => {
  const build = ajvCompiler()
  const compilerFor = (coerceTypes: 'array' | false) =>
    build(schemas, { customOptions: { coerceTypes, useDefaults: coerceTypes !== false, removeAdditional: false, validateSchema: false, allErrors: true, verbose: true } }) as Compile
  const [ofText, ofBody] = [once(() => compilerFor('array')), once(() => compilerFor(false))]
  return ((route: RouteDefinition) => {
    const validate = once(() => (route.httpPart === 'body' ? ofBody() : ofText())(route))
    return Object.defineProperty((data: unknown) => validate()(data), 'errors', { get: () => validate().errors })
  }) as ReturnType<BuildCompilerFromPool>
}

/** The same for what turns an answer into JSON. */
export const buildSerializer: SerializerFactory = (schemas, options) => {
  const build = once(() => serializerCompiler()(schemas, options))
  return route => {
    const serialize = once(() => build()(route))
    return data => serialize()(data)
  }
}

/** `make`, called at most once. */
function once<T> (make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}
