import type { Persona } from '../../schemas/persona.ts'
import { InvalidArgument } from '../jobs/invalid-argument.ts'
import { noPersona, type Personas } from '../personas/personas.ts'
import { type ChangedSettings, defaultDeploymentRules, defaultSettings, type Settings } from './settings.ts'

interface SettingsContext {
  readonly personas: Personas
  /** The initial settings: removing a persona restores from here what it had set. */
  readonly initial: Settings
}

/** The settings that a persona sets. */
export const settingsOfPersona = ({ based_on: { ogc = '1.0', dismiss = 'retain' } = {} }: Persona): Pick<Settings, 'ogc' | 'dismiss' | 'cancel'> => ({ ogc, dismiss, cancel: 'delete' })

/** The deployment rules of a persona. */
const rulesOf = ({ deployment: { rules = {} } = {} }: Persona): Settings['deployment'] => ({ ...defaultDeploymentRules, ...rules })

/** How a persona spells the URIs of Part 2, if it declares any. */
const schemeOf = ({ deployment }: Persona): string | undefined => deployment?.conformance?.[0]?.split('://')[0]

/**
 * Applies changes to settings. A persona sets the dialect and the dismiss policy that it is based on, and its deployment
 * rules.
 * @throws InvalidArgument for an unknown persona, and for a dialect, a policy or a spelling that contradicts it
 */
export function changedSettings (current: Settings, { deployment, ...others }: ChangedSettings, { personas, initial }: SettingsContext): Settings {
  const persona = personas.get(others.persona ?? current.persona)
  const isOther = others.persona !== undefined && others.persona !== current.persona
  const rules = !isOther ? current.deployment : persona === undefined ? initial.deployment : rulesOf(persona)
  const changes: Partial<Settings> = { ...others, ...(isOther || deployment !== undefined ? { deployment: { ...rules, ...deployment } } : {}) }
  if (persona === undefined) {
    const own = initial.persona === noPersona ? initial : defaultSettings
    return { ...current, ...(current.persona !== noPersona && { ogc: own.ogc, dismiss: own.dismiss, cancel: own.cancel }), ...changes }
  }
  const brought = settingsOfPersona(persona)
  for (const name of ['ogc', 'dismiss', 'cancel'] as const) {
    const value = changes[name]
    if (value !== undefined && value !== brought[name]) throw new InvalidArgument(`/${name}: ${value} came; expected ${brought[name]}, which the persona ${persona.name} brings with it, or the persona ${noPersona}.`)
  }
  const { deploy = current.deploy } = changes
  const scheme = schemeOf(persona)
  if (deploy !== 'off' && scheme !== undefined && deploy !== scheme) throw new InvalidArgument(`/deploy: ${deploy} came; expected ${scheme}, as the persona ${persona.name} spells the URIs of Part 2, or off.`)
  return { ...current, ...changes, ...brought }
}
