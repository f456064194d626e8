import type { DeploymentRules } from '../../schemas/control/deployment-rules.ts'
import type { Settings } from '../../schemas/control/settings.ts'
import type { DismissalTable, DismissPolicy } from '../jobs/dismissal.ts'
import { noPersona } from '../personas/personas.ts'

export { type CancelMethod, cancelMethods, type ChangedSettings, deployModes, loginMethods, type LoginMethod, loginResources, type LoginResource, ogcDialects, type OgcDialect, othersViews, tatorDialects, type TatorDialect, type Settings } from '../../schemas/control/settings.ts'

/** How a world behaves; includes what no client or test can set. */
export interface WorldSettings extends Settings {
  /** The effect of a dismissal by status; as the policy `dismiss` says if absent. */
  readonly dismissalTable?: DismissalTable
}

/** The effect of a dismissal in a world with these settings. */
export const dismissalRulesOf = ({ dismiss, dismissalTable }: WorldSettings): DismissPolicy | DismissalTable => dismissalTable ?? dismiss

/** The rules of the draft's text, where it is clear. */
export const defaultDeploymentRules: DeploymentRules = {
  put: 204,
  undeploy: 204,
  queued: 0,
  outcome: 'deployed',
  accepts: 'both',
  ids: 'document',
  conflict: 'plain',
  upsert: false,
  replace: 'overwrite',
  package: 'as-sent',
  immutablePackage: 403,
  malformed: 400,
  unsupported: 'unsupported-media-type',
  links: 'keep'
}

export const defaultSettings: Settings = {
  ogc: '1.0',
  dismiss: 'retain',
  cancel: 'delete',
  removedStatus: 404,
  tator: '2020-05',
  tatorDeleteStatus: 200,
  tatorUnknown: 404,
  persona: noPersona,
  tatorBareKey: 'accept',
  login: 'off',
  loginHeader: 'X-API-Key',
  loginOpen: ['landing', 'conformance', 'api'],
  loginOthers: 'shown',
  loginTokenLifetime: 3600,
  loginRefreshLifetime: 86_400,
  deploy: 'off',
  deployment: defaultDeploymentRules
}
