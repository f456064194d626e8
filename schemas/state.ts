import { type Static, Type } from '@sinclair/typebox'
import { LoginSettings, Settings } from './control/settings.ts'
import { DeployedState } from './deployed-state.ts'
import { JobSeed, Seed } from './seed.ts'

/** The content of a state file. Instants are epoch milliseconds. */
export const WorldStateFile = Type.Object({
  jobdouble: Type.Literal('state 1', { description: 'What this file is, and in which form' }),
  saved: Type.Number({ description: 'The time of the machine when it was written' }),
  clock: Type.Object({ now: Type.Number(), frozen: Type.Boolean(), scale: Type.Number({ exclusiveMinimum: 0 }) }, { additionalProperties: false }),
  settings: Type.Object({ ...Settings.properties, cancel: Type.Optional(Settings.properties.cancel), persona: Type.Optional(Settings.properties.persona), deploy: Type.Optional(Settings.properties.deploy), deployment: Type.Optional(Settings.properties.deployment), ...Type.Partial(LoginSettings).properties }),
  ids: Type.Integer({ minimum: 0, description: 'How many ids the world has given' }),
  seed: Type.Optional(Seed),
  deployed: Type.Optional(DeployedState),
  jobs: Type.Array(JobSeed, { description: 'As they stood by its clock' })
}, { additionalProperties: false })
export type WorldStateFile = Static<typeof WorldStateFile>
