import type { Persona } from '../../schemas/persona.ts'
import { PersonaError } from './persona-error.ts'
import { createPersonas, noPersona, type Personas } from './personas.ts'
import { findPublished } from './published.ts'
import { completeVariant } from './variant.ts'
import { isPersonaFile, readPersonaFile } from './read-persona.ts'

/** The name of the initial persona, and all that worlds can have. */
export interface ChosenPersona {
  readonly persona: string
  readonly personas: Personas
}

/** @param chosen a name, the path of a file, or a persona; none if absent @throws PersonaError for an unusable persona or file */
export async function choosePersona (chosen: string | Persona = noPersona): Promise<ChosenPersona> {
  if (typeof chosen === 'string' && !isPersonaFile(chosen)) return { persona: chosen, personas: createPersonas() }
  const own = typeof chosen === 'string' ? await readPersonaFile(chosen) : await expectPersona(chosen)
  return { persona: own.name, personas: createPersonas([own]) }
}

async function expectPersona (chosen: Persona): Promise<Persona> {
  const persona = completeVariant(chosen, findPublished) as Persona
  const { personaProblems } = await import('./persona-problems.ts')
  const problems = personaProblems(persona)
  if (problems.length > 0) throw PersonaError.of('The persona', problems)
  return persona
}
