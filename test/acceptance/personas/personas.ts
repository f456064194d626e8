import { readFileSync } from 'node:fs'
import type { Persona } from '../../../schemas/persona.ts'

/** The personas of the package. */
export const personas = JSON.parse(readFileSync(new URL('../../../dist/personas.json', import.meta.url), 'utf8')) as readonly Persona[]
