import type { Settings } from '../../schemas/control/settings.ts'
import type { DismissalTable, DismissPolicy } from '../jobs/dismissal.ts'
import { noPersona } from '../personas/personas.ts'

export { type CancelMethod, cancelMethods, ogcDialects, type OgcDialect, tatorDialects, type TatorDialect, type Settings } from '../../schemas/control/settings.ts'

/** How a world behaves, with what only the double itself can tell it. */
export interface WorldSettings extends Settings {
  /** What a dismissal leaves, by the state that it meets; as the policy `dismiss` says if absent. */
  readonly dismissalTable?: DismissalTable
}

/** What a dismissal leaves in a world of these settings. */
export const dismissalRulesOf = ({ dismiss, dismissalTable }: WorldSettings): DismissPolicy | DismissalTable => dismissalTable ?? dismiss

export const defaultSettings: Settings = {
  ogc: '1.0',
  dismiss: 'retain',
  cancel: 'delete',
  removedStatus: 404,
  tator: '2020-05',
  tatorDeleteStatus: 200,
  tatorUnknown: 404,
  persona: noPersona,
  tatorBareKey: 'accept'
}
