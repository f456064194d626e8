import type { SettingsChange } from '../../schemas/control/settings.ts'
import type { World } from './world.ts'

/** Changes how a world behaves, until its next reset. `fixedDelay` is WireMock's: it is a fault that every request meets. */
export function changeSettings (world: World, { fixedDelay, ...settings }: SettingsChange): void {
  const delayed = 'fixedDelay'
  if (fixedDelay !== undefined) world.faults.remove(delayed)
  if (fixedDelay !== undefined && fixedDelay > 0) world.faults.add({ id: delayed, fixedDelayMilliseconds: fixedDelay })
  world.configure(settings)
}
