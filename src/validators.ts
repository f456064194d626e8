import ajvCompiler, { type BuildCompilerFromPool, type RouteDefinition } from '@fastify/ajv-compiler'

type Compile = (route: RouteDefinition) => ReturnType<ReturnType<BuildCompilerFromPool>>

/**
 * Query parameters are text, so they are turned into what their schema says; a body says what it means, so a `"5"` that
 * should be a 5 is wrong, and a member that nobody knows is left where it is.
 */
export const buildValidator: BuildCompilerFromPool = schemas => {
  const build = ajvCompiler()
  const compilerFor = (coerceTypes: 'array' | false) =>
    build(schemas, { customOptions: { coerceTypes, useDefaults: coerceTypes !== false, removeAdditional: false, allErrors: true } }) as Compile
  const [ofText, ofBody] = [compilerFor('array'), compilerFor(false)]
  return ((route: RouteDefinition) => route.httpPart === 'body' ? ofBody(route) : ofText(route)) as ReturnType<BuildCompilerFromPool>
}
