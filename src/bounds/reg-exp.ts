import type * as re2js from 're2js'
import { requireBundled } from './bundled-package.ts'

/** A regular expression that runs in linear time on any text. */
export interface LinearRegExp {
  test (text: string): boolean
  /** The source as it came: Ajv treats two expressions with the same text as equal. */
  toString (): string
}

/** An unusable regular expression; the message says which one, why, and what was expected. */
class RegExpError extends SyntaxError {
  readonly statusCode = 400
}

/** Maximum number of steps of a compiled expression: each can run once per character of the text. */
const mostSteps = 2000

let engine: typeof re2js | undefined

const loadEngine = (): typeof re2js => {
  engine ??= requireBundled<typeof re2js>('re2js')
  return engine
}

/**
 * Compiles a regular expression, in the syntax of JavaScript as far as RE2 supports it; lookaround and backreferences
 * are refused, since their time has no bound.
 * @throws RegExpError
 */
export function compileRegExp (source: string): LinearRegExp {
  const compiled = compile(source, loadEngine().RE2JS, 0)
  return { test: text => compiled.test(text), toString: () => source }
}

/** A regular expression that must match the whole text. */
export interface WholeRegExp extends Pick<LinearRegExp, 'test'> {
  /** The captured groups in order; undefined if the text does not match. */
  groups (text: string): readonly string[] | undefined
}

/**
 * The same for an expression that must match the text from beginning to end, line ends included.
 * @param place where the expression is, for the error.
 * @throws RegExpError that begins with it
 */
export function compileWholeRegExp (place: string, source: string): WholeRegExp {
  try {
    const { RE2JS } = loadEngine()
    const compiled = compile(source, RE2JS, RE2JS.DOTALL)
    return { test: text => compiled.testExact(text), groups: text => groupsOf(compiled.matcher(text)) }
  } catch (error) {
    throw new RegExpError(`${place}: ${(error as Error).message}`)
  }
}

const groupsOf = (matcher: re2js.Matcher): string[] | undefined =>
  matcher.matches() ? Array.from({ length: matcher.groupCount() }, (_, index) => matcher.group(index + 1) ?? '') : undefined

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
