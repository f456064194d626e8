import { Option } from 'commander'
import { parseDeploymentRule } from './parse-deployment-rule.ts'
import { dismissPolicies } from '../jobs/dismissal.ts'
import { cancelMethods, defaultSettings, deployModes, ogcDialects } from '../world/settings.ts'

/** How a double speaks OGC API – Processes. */
export const ogcOptions: readonly Option[] = [
  new Option('--ogc <dialect>', 'version of OGC API – Processes').choices(ogcDialects).default(defaultSettings.ogc).env('JOBDOUBLE_OGC'),
  new Option('--dismiss <policy>', 'what stays visible after a dismissal').choices(dismissPolicies).default(defaultSettings.dismiss).env('JOBDOUBLE_DISMISS'),
  new Option('--cancel <method>', 'experimental: how a job is cancelled; post or put: DELETE only removes').choices(cancelMethods).default(defaultSettings.cancel).env('JOBDOUBLE_CANCEL'),
  new Option('--removed-status <status>', 'status for a job that a dismissal removed; 410 as the 2.0 draft permits').choices(['404', '410']).default('404').env('JOBDOUBLE_REMOVED_STATUS'),
  new Option('--persona <persona>', 'real server to imitate: a name of docs/personas.md or a persona file; sets --ogc and --dismiss').default(defaultSettings.persona).env('JOBDOUBLE_PERSONA')
]

/** Whether and how it deploys. */
export const deploymentOptions: readonly Option[] = [
  new Option('--deploy <scheme>', 'OGC API – Processes – Part 2 (deploy, replace, undeploy), its conformance URIs in http, https or both').choices(deployModes).default(defaultSettings.deploy).env('JOBDOUBLE_DEPLOY'),
  new Option('--deployment <rule>', 'rule of deployment, such as put=201; repeatable; all rules are in docs/deploy.md').argParser(parseDeploymentRule).env('JOBDOUBLE_DEPLOYMENT')
]
