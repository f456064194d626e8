import type { Persona } from '../../schemas/persona.ts'
import { didYouMean } from '../inputs/did-you-mean.ts'
import { endSentence } from '../inputs/schema-sentence.ts'
import { excerpt } from '../inputs/validation-error.ts'
import { InvalidArgument } from '../jobs/invalid-argument.ts'
import { findPublished, publishedPersonas } from './published.ts'

/** The name that stands for no persona. */
export const noPersona = 'none'

/** The personas that the worlds of a double can have. */
export interface Personas {
  /** Undefined for `none`. @throws InvalidArgument for an unknown name */
  get (name: string): Persona | undefined
  /** All personas, those of the program first. */
  readonly all: readonly Persona[]
}

/** @param own personas of the program, which replace published ones of the same name */
export function createPersonas (own: readonly Persona[] = []): Personas {
  const all = () => [...own, ...publishedPersonas().filter(({ name }) => !own.some(other => other.name === name))]
  return {
    get all () { return all() },
    get (name) {
      if (name === noPersona) return undefined
      const found = own.find(persona => persona.name === name) ?? findPublished(name)
      if (found !== undefined) return found
      const known = [noPersona, ...all().map(({ name }) => name)]
      throw new InvalidArgument(endSentence(`persona: ${excerpt(name)} came; expected one of ${known.join(', ')}, or the path of a persona file when the double is started${didYouMean(name, known)}`))
    }
  }
}
