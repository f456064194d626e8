import type { StringMatch } from '../../schemas/control/request-pattern.ts'
import { compileWholeRegExp } from '../bounds/reg-exp.ts'
import { InvalidArgument } from '../jobs/invalid-argument.ts'
import { compileStringMatch } from './string-match.ts'

const variable = /\{([^{}]*)\}/

/**
 * Compiles WireMock's `urlPathTemplate`, a whole path in which `{name}` stands for part of a segment, with matchers for
 * the parameters.
 * @param within where it is, for errors
 * @throws InvalidArgument for an invalid template, and for a parameter that it does not have
 */
export function compilePathTemplate (within: string, template: string, parameters: Readonly<Record<string, StringMatch>>): (path: string) => boolean {
  // Every other part is the name of a variable.
  const parts = template.split(variable)
  const names = parts.filter((_, index) => index % 2 === 1)
  const literals = parts.filter((_, index) => index % 2 === 0)
  if (names.includes('') || literals.some(literal => /[{}]/.test(literal))) throw new InvalidArgument(`${within}urlPathTemplate: ${JSON.stringify(template)} came; expected a path with variables such as {id}.`)
  const expression = compileWholeRegExp(`${within}urlPathTemplate`, literals.map(quote).join('([^/]+)'))
  const matchers = Object.entries(parameters).map(([name, match]) => ({ index: indexOf(within, names, name), matches: compileStringMatch(`${within}pathParameters/${name}`, match) }))
  return path => {
    const values = expression.groups(path)?.map(decode)
    return values !== undefined && matchers.every(({ index, matches }) => matches(values[index]))
  }
}

const quote = (text: string): string => text.replace(/[^\w/]/gu, '\\$&')

function indexOf (within: string, names: readonly string[], name: string): number {
  if (!names.includes(name)) throw new InvalidArgument(`${within}pathParameters: ${JSON.stringify(name)} came; expected a variable of urlPathTemplate: ${names.join(', ') || 'it has none'}.`)
  return names.indexOf(name)
}

/** Text that cannot be decoded stays unchanged. */
function decode (text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
