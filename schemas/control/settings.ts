import { type Static, Type } from '@sinclair/typebox'
import { stringEnum } from '../string-enum.ts'

/** How a world behaves; what is absent stays as it is. */
export const SettingsChange = Type.Object({
  ogc: Type.Optional(stringEnum(['1.0', '2.0-draft'])),
  dismiss: Type.Optional(stringEnum(['retain', 'remove', 'gone'])),
  tator: Type.Optional(stringEnum(['2020-05', '1.5'])),
  tatorDeleteStatus: Type.Optional(Type.Unsafe<200 | 204>({ type: 'integer', enum: [200, 204] })),
  tatorUnknown: Type.Optional(Type.Unsafe<404 | 500>({ type: 'integer', enum: [404, 500] })),
  tatorBareKey: Type.Optional(stringEnum(['accept', 'refuse'])),
  fixedDelay: Type.Optional(Type.Number({ minimum: 0, description: 'WireMock\'s: keeps every request waiting so many milliseconds of the world\'s clock; 0: none' }))
}, { $id: 'Settings', additionalProperties: false })
export type SettingsChange = Static<typeof SettingsChange>
