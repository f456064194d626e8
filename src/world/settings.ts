import type { Settings } from '../../schemas/control/settings.ts'
import { noPersona } from '../personas/personas.ts'

export { ogcDialects, type OgcDialect, tatorDialects, type TatorDialect, type Settings } from '../../schemas/control/settings.ts'

export const defaultSettings: Settings = {
  ogc: '1.0',
  dismiss: 'retain',
  tator: '2020-05',
  tatorDeleteStatus: 200,
  tatorUnknown: 404,
  persona: noPersona,
  tatorBareKey: 'accept'
}
