import type { Persona } from '../../schemas/persona.ts'
import { didYouMean } from '../inputs/did-you-mean.ts'

/** Finds the base of a variant. @returns undefined for an unknown name */
export type FindPersona = (name: string) => unknown

/**
 * Adds to a variant what it inherits from its base: objects are merged member by member, lists and other values
 * replaced. Any other persona is returned unchanged.
 */
export function completeVariant (persona: unknown, find: FindPersona): unknown {
  const { variant_of: name } = Object(persona) as Partial<Persona>
  const original = typeof name === 'string' ? find(name) : undefined
  return original === undefined ? persona : merge(original, persona)
}

/** Why a persona's base cannot be used; empty if all is well. */
export function variantProblems ({ variant_of: name }: Persona, known: readonly string[]): string[] {
  return name === undefined || known.includes(name) ? [] : [`/variant_of: ${name} came; expected one of ${known.join(', ')}${didYouMean(name, known)}`]
}

function merge (original: unknown, changes: unknown): unknown {
  if (!isObject(original) || !isObject(changes)) return changes
  return { ...original, ...Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, merge(original[name], value)])) }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
