import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type * as re2js from 're2js'

/** A regular expression that takes time in proportion to the text, whatever it says. */
export interface LinearRegExp {
  test (text: string): boolean
  /** The expression as it came: Ajv takes two that read alike for the same. */
  toString (): string
}

/** A regular expression that cannot be used; the message says which, why, and what was expected. */
class RegExpError extends SyntaxError {
  readonly statusCode = 400
}

/** Steps of a compiled expression: each may be taken once for each character of the text. */
const mostSteps = 2000

const require = createRequire(import.meta.url)

let engine: typeof re2js | undefined

/** By the package's own name, so that it is found from the sources and from the bundle alike; loaded when there is an expression. */
const loadEngine = (): typeof re2js => {
  engine ??= require(join(dirname(require.resolve('jobdouble/package.json')), 'dist', 're2js.cjs')) as typeof re2js
  return engine
}

/**
 * The regular expression `source`, in the syntax of JavaScript as far as RE2 has it; lookaround and backreferences are
 * refused, since nothing bounds their time.
 * @throws RegExpError
 */
export function compileRegExp (source: string): LinearRegExp {
  const compiled = compile(source, loadEngine().RE2JS, 0)
  return { test: text => compiled.test(text), toString: () => source }
}

/**
 * The same, where it must match a text from its beginning to its end, line ends included.
 * @param place where the expression stands. @throws RegExpError that begins with it
 */
export function compileWholeRegExp (place: string, source: string): Pick<LinearRegExp, 'test'> {
  try {
    const { RE2JS } = loadEngine()
    const compiled = compile(source, RE2JS, RE2JS.DOTALL)
    return { test: text => compiled.testExact(text) }
  } catch (error) {
    throw new RegExpError(`${place}: ${(error as Error).message}`)
  }
}

function compile (source: string, engine: typeof re2js.RE2JS, flags: number): re2js.RE2JS {
  const compiled = parse(source, engine, flags)
  if (compiled.programSize() > mostSteps) throw new RegExpError(`${JSON.stringify(source)} came, which takes ${compiled.programSize()} steps for a character; expected a regular expression that takes at most ${mostSteps}`)
  return compiled
}

function parse (source: string, { translateRegExp, compile }: typeof re2js.RE2JS, flags: number): re2js.RE2JS {
  try {
    return compile(translateRegExp(source), flags)
  } catch (error) {
    throw new RegExpError(`${JSON.stringify(source)} came, which cannot be read (${(error as Error).message.replace('error parsing regexp: ', '')}); expected a regular expression in the syntax of RE2, which has no lookaround and no backreferences`)
  }
}
