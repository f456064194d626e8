import type { Persona } from '../../schemas/persona.ts'
import { cancelTable, type DismissalTable, type DismissPolicy } from '../jobs/dismissal.ts'
import { dismissalTableOf } from '../personas/dismissal-table.ts'
import type { Personas } from '../personas/personas.ts'
import { changedSettings } from './changed-settings.ts'
import { type ChangedSettings, dismissalRulesOf, type WorldSettings } from './settings.ts'

/** How a world behaves: its settings, and the persona that they name. */
export class Behaviour {
  readonly #initial: WorldSettings
  readonly #personas: Personas
  #settings: WorldSettings
  #persona: Persona | undefined

  /** @throws InvalidArgument for a persona that is not known */
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

  /** What a dismissal leaves. */
  get dismissalRules (): DismissPolicy | DismissalTable {
    return this.#persona === undefined ? dismissalRulesOf(this.#settings) : dismissalTableOf(this.#persona)
  }

  /** What cancelling does, where that is apart from removal. */
  get cancelRules (): DismissalTable {
    return cancelTable(dismissalRulesOf(this.#settings))
  }

  /** @throws InvalidArgument, and nothing has changed, for a persona that is not known and for what contradicts one */
  change (changes: ChangedSettings): void {
    this.#settings = changedSettings(this.#settings, changes, { personas: this.#personas, initial: this.#initial })
    this.#persona = this.#personas.get(this.#settings.persona)
  }

  /** As it was at first. */
  reset (): void {
    this.#settings = this.#initial
    this.#persona = this.#personas.get(this.#initial.persona)
  }
}
