import type { Persona } from '../../schemas/persona.ts'
import { cancelTable, type DismissalTable, type DismissPolicy } from '../jobs/dismissal.ts'
import { dismissalTableOf } from '../personas/dismissal-table.ts'
import type { Personas } from '../personas/personas.ts'
import { changedSettings } from './changed-settings.ts'
import { type ChangedSettings, dismissalRulesOf, type WorldSettings } from './settings.ts'

/** The settings of a world, and the persona that they name. */
export class Behaviour {
  readonly #initial: WorldSettings
  readonly #personas: Personas
  #settings: WorldSettings
  #persona: Persona | undefined

  /** @throws InvalidArgument for an unknown persona */
  constructor (initial: WorldSettings, personas: Personas) {
    this.#initial = initial
    this.#personas = personas
    this.#settings = initial
    this.#persona = personas.get(initial.persona)
  }

  get settings (): WorldSettings {
    return this.#settings
  }

  get persona (): Persona | undefined {
    return this.#persona
  }

  /** The effect of a dismissal. */
  get dismissalRules (): DismissPolicy | DismissalTable {
    return this.#persona === undefined ? dismissalRulesOf(this.#settings) : dismissalTableOf(this.#persona)
  }

  /** The effect of a cancel request, where that is separate from removal. */
  get cancelRules (): DismissalTable {
    return cancelTable(dismissalRulesOf(this.#settings))
  }

  /** @throws InvalidArgument, and nothing has changed, for an unknown persona and for settings that contradict one */
  change (changes: ChangedSettings): void {
    this.#settings = changedSettings(this.#settings, changes, { personas: this.#personas, initial: this.#initial })
    this.#persona = this.#personas.get(this.#settings.persona)
  }

  /** Restores the initial settings. */
  reset (): void {
    this.#settings = this.#initial
    this.#persona = this.#personas.get(this.#initial.persona)
  }
}
