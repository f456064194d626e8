import { InvalidArgument } from '../jobs/invalid-argument.ts'
import { noPersona, type Personas } from '../personas/personas.ts'
import { defaultSettings, type Settings } from './settings.ts'

interface SettingsContext {
  readonly personas: Personas
  /** Those that the world began with: where a persona is taken away, what it brought is as there. */
  readonly initial: Settings
}

/**
 * Settings after changes. A persona brings the dialect and the dismiss policy that it is based on.
 * @throws InvalidArgument for a persona that is not known, and for a dialect or a policy that contradicts it
 */
export function changedSettings (current: Settings, changes: Partial<Settings>, { personas, initial }: SettingsContext): Settings {
  const persona = personas.get(changes.persona ?? current.persona)
  if (persona === undefined) {
    const own = initial.persona === noPersona ? initial : defaultSettings
    return { ...current, ...(current.persona !== noPersona && { ogc: own.ogc, dismiss: own.dismiss }), ...changes }
  }
  const { ogc = '1.0', dismiss = 'retain' } = persona.based_on ?? {}
  const brought = { ogc, dismiss }
  for (const name of ['ogc', 'dismiss'] as const) {
    const came = changes[name]
    if (came !== undefined && came !== brought[name]) throw new InvalidArgument(`/${name}: ${came} came; expected ${brought[name]}, which the persona ${persona.name} brings with it, or the persona ${noPersona}.`)
  }
  return { ...current, ...changes, ...brought }
}
