import type { Persona } from '../../schemas/persona.ts'
import { InvalidArgument } from '../jobs/invalid-argument.ts'
import { noPersona, type Personas } from '../personas/personas.ts'
import { type ChangedSettings, defaultSettings, type Settings } from './settings.ts'

interface SettingsContext {
  readonly personas: Personas
  /** Those that the world began with: where a persona is taken away, what it brought is as there. */
  readonly initial: Settings
}

/** The settings that a persona brings with it. */
export const broughtBy = ({ based_on: { ogc = '1.0', dismiss = 'retain' } = {} }: Persona): Pick<Settings, 'ogc' | 'dismiss' | 'cancel'> => ({ ogc, dismiss, cancel: 'delete' })

/**
 * Settings after changes. A persona brings the dialect and the dismiss policy that it is based on.
 * @throws InvalidArgument for a persona that is not known, and for a dialect or a policy that contradicts it
 */
export function changedSettings (current: Settings, { deployment, ...others }: ChangedSettings, { personas, initial }: SettingsContext): Settings {
  const changes: Partial<Settings> = { ...others, ...(deployment !== undefined && { deployment: { ...current.deployment, ...deployment } }) }
  const persona = personas.get(changes.persona ?? current.persona)
  if (persona === undefined) {
    const own = initial.persona === noPersona ? initial : defaultSettings
    return { ...current, ...(current.persona !== noPersona && { ogc: own.ogc, dismiss: own.dismiss, cancel: own.cancel }), ...changes }
  }
  const brought = broughtBy(persona)
  for (const name of ['ogc', 'dismiss', 'cancel'] as const) {
    const came = changes[name]
    if (came !== undefined && came !== brought[name]) throw new InvalidArgument(`/${name}: ${came} came; expected ${brought[name]}, which the persona ${persona.name} brings with it, or the persona ${noPersona}.`)
  }
  return { ...current, ...changes, ...brought }
}
