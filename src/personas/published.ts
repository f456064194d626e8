import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Persona } from '../../schemas/persona.ts'
import { completeVariant } from './variant.ts'

let published: readonly Persona[] | undefined

/** The personas of the package, by name. Loaded on first use, by the package's own name, so that they are found from the sources and from the bundle alike. */
export function publishedPersonas (): readonly Persona[] {
  published ??= complete(JSON.parse(readFileSync(join(dirname(createRequire(import.meta.url).resolve('jobdouble/package.json')), 'dist', 'personas.json'), 'utf8')) as readonly Persona[])
  return published
}

const complete = (personas: readonly Persona[]): readonly Persona[] =>
  personas.map(persona => completeVariant(persona, name => personas.find(other => other.name === name)) as Persona)

/** The published persona of this name; undefined if there is none. */
export const findPublished = (name: string): Persona | undefined => publishedPersonas().find(persona => persona.name === name)
