import type * as jsonP3 from 'json-p3'
import { Budget, countSteps } from '../bounds/budget.ts'
import { requireBundled } from '../bounds/bundled-package.ts'
import { compileRegExp, compileWholeRegExp } from '../bounds/reg-exp.ts'
import { InvalidArgument } from '../jobs/invalid-argument.ts'

/** Members of one body that are looked at. */
const mostSteps = 100_000
/** What a regular expression takes for so many characters counts as one. */
const charactersPerStep = 16
/** A regular expression may come from the body too, and then be another each time. */
const stepsOfSource = 400
const mostKnown = 50
/** Deeper than any body is. */
const deepest = 1001

/** What a JSONPath finds in a value. */
export interface JsonPath {
  /** Whether it leads to one place at most. */
  readonly leadsToOne: boolean
  /** @throws BudgetError where that takes too many steps */
  find (value: unknown): readonly unknown[]
}

/**
 * A JSONPath of RFC 9535, which has the paths and filters of WireMock's too, but for `=~` and functions after a dot. Its
 * regular expressions are those of the linear engine.
 * @param place where it stands, for the errors
 * @throws InvalidArgument for one that cannot be read, RegExpError
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

/** Each regular expression is compiled once, as long as there are few. */
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

/** The regular expressions that a path says, so that a wrong one is refused before a request comes. */
function expressionsIn (node: unknown): { name: 'match' | 'search', source: string }[] {
  if (Array.isArray(node)) return node.flatMap(expressionsIn)
  if (typeof node !== 'object' || node === null) return []
  const { name, args } = node as { name?: unknown, args?: readonly { value?: unknown }[] }
  const source = (name === 'match' || name === 'search') ? args?.[1]?.value : undefined
  const own = typeof source === 'string' ? [{ name: name as 'match' | 'search', source }] : []
  return [...own, ...Object.entries(node).flatMap(([member, inner]) => member === 'environment' || member === 'token' ? [] : expressionsIn(inner))]
}
