import { readFile } from 'node:fs/promises'
import type { Persona } from '../../schemas/persona.ts'
import { PersonaError } from './persona-error.ts'
import { findPublished } from './published.ts'
import { completeVariant } from './variant.ts'

/** Maximum size of a persona file. */
const mostCharacters = 1_000_000

/**
 * Reads a persona file, YAML or JSON.
 * @param file a path, or a `file:` URL
 * @throws PersonaError with all problems, each with its line and column, its path and what was expected
 */
export async function readPersonaFile (file: string | URL): Promise<Persona> {
  const subject = `The persona file ${String(file)}`
  const text = await readFile(file, 'utf8').catch((error: Error) => { throw new PersonaError(`${subject} cannot be read: ${error.message}`) })
  if (text.length > mostCharacters) throw new PersonaError(`${subject} has ${text.length} characters; expected at most ${mostCharacters}.`)
  const persona = completeVariant(await parse(subject, text), findPublished)
  const { personaProblems } = await import('./persona-problems.ts')
  const problems = personaProblems(persona)
  if (problems.length === 0) return persona as Persona
  const { createLocator } = await import('../seed/locate-problem.ts')
  const locate = createLocator(text)
  throw PersonaError.of(subject, problems.map(problem => `${locate(problem)}${problem}`))
}

/** JSON is YAML too; the parser is loaded on first use. */
async function parse (subject: string, text: string): Promise<unknown> {
  const { parseYaml } = await import('../seed/yaml.ts')
  try {
    return parseYaml(text, { merge: true }) ?? {}
  } catch (error) {
    throw new PersonaError(`${subject} is neither YAML nor JSON: ${(error as Error).message}`)
  }
}

/** Whether a text names a file rather than a persona: it has a slash, or the extension of one. */
export const isPersonaFile = (text: string): boolean => /[/\\]|\.(ya?ml|json)$/i.test(text)
