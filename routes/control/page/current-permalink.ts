import { settingsOfPersona } from '../../../src/world/changed-settings.ts'
import { defaultSettings, type Settings } from '../../../src/world/settings.ts'
import { readState, type RequestedState, type WorldState } from '../../../src/world/world-state.ts'
import type { World } from '../../../src/world/world.ts'
import { type Permalink, toPermalink, toShortPermalink } from './permalink.ts'

/** The permalink of a world: its whole state if it stands still, else its settings. */
export const currentPermalink = (world: World, settings: Settings = world.settings): Permalink =>
  (world.clock.frozen ? shortPermalink(readState(world), settings) : undefined) ?? toPermalink({ settings })

export const shortPermalink = (state: WorldState | undefined, settings: Settings): Permalink | undefined => toShortPermalink(state && { ...state, settings })

/** The settings of the world with those of the address. */
export function requestedSettings ({ settings: addressSettings }: RequestedState, { personas, settings }: World): Settings {
  const persona = personas.get(addressSettings.persona ?? settings.persona)
  return { ...settings, ...addressSettings, ...(persona !== undefined && settingsOfPersona(persona)) }
}

/** The API settings of the lanes, and the persona beside the policies, if the address or the world has other than default ones. */
export function permalinkOfApis ({ settings: addressSettings }: RequestedState, { settings }: World): Permalink {
  const { removedStatus, ogc, tator, persona } = { ...settings, ...addressSettings }
  // An address with a version, and no persona, means none.
  const saysOgc = ogc !== defaultSettings.ogc || persona !== settings.persona
  return toPermalink({ settings: { removedStatus, ...(saysOgc && { ogc }), ...(tator !== defaultSettings.tator && { tator }), persona } })
}
