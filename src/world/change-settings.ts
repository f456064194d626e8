import type { SettingsChange } from '../../schemas/control/settings.ts'
import type { World } from './world.ts'

/** Changes settings of a world until its next reset. `fixedDelay` is WireMock's: a delay fault that every request matches. */
export function changeSettings (world: World, { fixedDelay, ...settings }: SettingsChange): void {
  const delayed = 'fixedDelay'
  if (fixedDelay !== undefined) world.faults.remove(delayed)
  if (fixedDelay !== undefined && fixedDelay > 0) world.faults.add({ id: delayed, fixedDelayMilliseconds: fixedDelay })
  world.configure(settings)
}
