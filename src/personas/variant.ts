import type { Persona } from '../../schemas/persona.ts'
import { didYouMean } from '../inputs/did-you-mean.ts'

/** What a persona may be a variant of. @returns undefined for a name that none has */
export type FindPersona = (name: string) => unknown

/**
 * A persona with what it takes over from the one that it is a variant of: objects member by member, lists and all else whole.
 * What is no variant is returned as it is.
 */
export function completeVariant (persona: unknown, find: FindPersona): unknown {
  const { variant_of: name } = Object(persona) as Partial<Persona>
  const original = typeof name === 'string' ? find(name) : undefined
  return original === undefined ? persona : merge(original, persona)
}

/** Why a persona is a variant of none; empty if all is well. */
export function variantProblems ({ variant_of: name }: Persona, known: readonly string[]): string[] {
  return name === undefined || known.includes(name) ? [] : [`/variant_of: ${name} came; expected one of ${known.join(', ')}${didYouMean(name, known)}`]
}

function merge (original: unknown, changes: unknown): unknown {
  if (!isObject(original) || !isObject(changes)) return changes
  return { ...original, ...Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, merge(original[name], value)])) }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
