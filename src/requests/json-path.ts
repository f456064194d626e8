import type * as jsonP3 from 'json-p3'
import { Budget, countSteps } from '../bounds/budget.ts'
import { requireBundled } from '../bounds/bundled-package.ts'
import { compileRegExp, compileWholeRegExp } from '../bounds/reg-exp.ts'
import { InvalidArgument } from '../jobs/invalid-argument.ts'

/** Maximum number of members visited in one body. */
const mostSteps = 100_000
/** A regular expression takes one step for this many characters. */
const charactersPerStep = 16
/** Each character of a regular expression counts as this many of the text: the expression may come from the body, and so be compiled each time. */
const stepsOfSource = 400
const mostKnown = 50
/** Deeper than any accepted body. */
const deepest = 1001

/** A compiled JSONPath. */
export interface JsonPath {
  /** Whether it selects at most one place. */
  readonly leadsToOne: boolean
  /** @throws BudgetError if that takes too many steps */
  find (value: unknown): readonly unknown[]
}

/**
 * Compiles a JSONPath of RFC 9535, which also covers WireMock's paths and filters, except `=~` and functions after a
 * dot. Its regular expressions run in the linear engine.
 * @param place where it is, for errors
 * @throws InvalidArgument for an invalid path, RegExpError
 */
export function compileJsonPath (place: string, expression: string): JsonPath {
  let budget: Budget
  const { JSONPathEnvironment, FunctionExpressionType: { ValueType, LogicalType } } = requireBundled<typeof jsonP3>('json-p3')
  const environment = new JSONPathEnvironment({ maxRecursionDepth: deepest })
  const tests = compileExpressions(place)
  for (const name of ['match', 'search'] as const) {
    const call = (text: unknown, source: unknown): boolean => {
      if (typeof text !== 'string' || typeof source !== 'string') return false
      budget.take(1 + (text.length + stepsOfSource * source.length) / charactersPerStep)
      return tests[name](source).test(text)
    }
    environment.functionRegister.set(name, { argTypes: [ValueType, ValueType], returnType: LogicalType, call })
  }
  const query = parse(environment, place, expression)
  for (const { name, source } of expressionsIn(query.segments)) tests[name](source)
  const exceeded = `${place}: ${JSON.stringify(expression)} looks at more than ${mostSteps} members of a body; expected a path that looks at fewer.`
  return {
    leadsToOne: query.singularQuery(),
    find (value) {
      budget = new Budget(mostSteps, exceeded)
      return query.query(countSteps(value, budget) as jsonP3.JSONValue).values()
    }
  }
}

function parse (environment: jsonP3.JSONPathEnvironment, place: string, expression: string): jsonP3.JSONPathQuery {
  try {
    return environment.compile(expression)
  } catch (error) {
    throw new InvalidArgument(`${place}: ${JSON.stringify(expression)} came, which cannot be read (${(error as Error).message}); expected a JSONPath as RFC 9535 has it, in which match() and search() stand for =~.`)
  }
}

interface Test { test (text: string): boolean }
type Tests = Readonly<Record<'match' | 'search', (source: string) => Test>>

/** Compiles each regular expression once, while there are few. */
function compileExpressions (place: string): Tests {
  const known = new Map<string, Test>()
  const once = (name: string, compile: (source: string) => Test) => (source: string) => {
    const key = `${name} ${source}`
    const compiled = known.get(key) ?? compile(source)
    if (known.size === mostKnown) known.clear()
    known.set(key, compiled)
    return compiled
  }
  return { match: once('match', source => compileWholeRegExp(place, source)), search: once('search', compileRegExp) }
}

/** The regular expressions written in a path, so that an invalid one is refused before a request comes. */
function expressionsIn (node: unknown): { name: 'match' | 'search', source: string }[] {
  if (Array.isArray(node)) return node.flatMap(expressionsIn)
  if (typeof node !== 'object' || node === null) return []
  const { name, args } = node as { name?: unknown, args?: readonly { value?: unknown }[] }
  const source = (name === 'match' || name === 'search') ? args?.[1]?.value : undefined
  const own = typeof source === 'string' ? [{ name: name as 'match' | 'search', source }] : []
  return [...own, ...Object.entries(node).flatMap(([member, inner]) => member === 'environment' || member === 'token' ? [] : expressionsIn(inner))]
}
