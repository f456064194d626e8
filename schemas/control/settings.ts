import { type Static, Type } from '@sinclair/typebox'
import { dismissPolicies } from '../../src/jobs/dismissal.ts'
import { stringEnum } from '../string-enum.ts'
import { DeploymentRules } from './deployment-rules.ts'

export const ogcDialects = ['1.0', '2.0-draft'] as const
export type OgcDialect = typeof ogcDialects[number]

export const tatorDialects = ['2020-05', '2020-09', '1.5'] as const
export type TatorDialect = typeof tatorDialects[number]

/** The request that cancels a job: the DELETE that also removes jobs, or a request of its own. */
export const cancelMethods = ['delete', 'post', 'put'] as const
export type CancelMethod = typeof cancelMethods[number]

/** How a client authenticates in OGC API – Processes. */
export const loginMethods = ['off', 'bearer', 'api-key'] as const
export type LoginMethod = typeof loginMethods[number]

/** Resources that can be open without login: reading the first four and jobs, executing, deploying, dismissing. */
export const loginResources = ['landing', 'conformance', 'api', 'processes', 'execution', 'deploy', 'jobs', 'dismissal'] as const
export type LoginResource = typeof loginResources[number]

/** What a user sees of jobs and deployed processes of others. */
export const othersViews = ['shown', 'read', '403', '404'] as const

/** The characters of a header name (RFC 9110, 5.1). */
export const headerNamePattern = "^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$"

/** Login in OGC API – Processes. */
export const LoginSettings = Type.Object({
  login: stringEnum(loginMethods, { description: 'how a client authenticates in OGC API – Processes. off: no login; bearer: `Authorization: Bearer` with a token; api-key: the token of a user in the header `loginHeader`' }),
  loginHeader: Type.String({ pattern: headerNamePattern, description: 'the header that carries the key with `login` api-key' }),
  loginOpen: Type.Array(stringEnum(loginResources), { uniqueItems: true, description: 'what is open without login' }),
  loginOthers: stringEnum(othersViews, { description: 'jobs and deployed processes of other users. shown: as one\'s own; read: as one\'s own, and a request that would change one is 403; 403 and 404: left out of lists, and every request for one gets this status' }),
  loginTokenLifetime: Type.Integer({ minimum: 1, maximum: 315_360_000, description: 'seconds of the world\'s clock until an issued token expires' }),
  loginRefreshLifetime: Type.Integer({ minimum: 1, maximum: 315_360_000, description: 'seconds of the world\'s clock until a refresh token expires' })
})

/** Whether processes can be deployed, and the spelling of Part 2's URIs. */
export const deployModes = ['off', 'http', 'https', 'both'] as const

/** How a world behaves. */
export const Settings = Type.Object({
  ogc: stringEnum(ogcDialects, { description: 'the version of OGC API – Processes' }),
  dismiss: stringEnum(dismissPolicies, { description: 'what stays visible after a dismissal' }),
  cancel: stringEnum(cancelMethods, { description: 'experimental: how a job is cancelled. delete: by DELETE, as the standard has it; post: by POST /jobs/{jobId}/dismiss; put: by PUT /jobs/{jobId}/status; with the last two DELETE removes a job, whatever its state' }),
  removedStatus: Type.Unsafe<404 | 410>({ type: 'integer', enum: [404, 410], description: 'status for a job that a dismissal removed: 404 as the abstract test of the draft expects, or 410 as its permissions allow, for jobs that are removed from then on, until the world is reset' }),
  tator: stringEnum(tatorDialects, { description: 'the version of Tator\'s API' }),
  tatorDeleteStatus: Type.Unsafe<200 | 204>({ type: 'integer', enum: [200, 204], description: 'status of a successful DELETE in 2020-05: 200 as the server did, or the 204 it documented, which carries no message' }),
  tatorUnknown: Type.Unsafe<404 | 500>({ type: 'integer', enum: [404, 500], description: 'status for an unknown id in 2020-05: 404 as documented, or the 500 of the real server of May 2020' }),
  persona: Type.String({ description: 'the real server to imitate in OGC API – Processes, by its name in `GET /__admin/personas`; it sets `ogc` and `dismiss`. none: no persona' }),
  tatorBareKey: stringEnum(['accept', 'refuse'], { description: 'whether a key without `Token ` before it is accepted, as the client\'s own documentation sends it, or refused as the real server does' }),
  ...LoginSettings.properties,
  deploy: stringEnum(deployModes, { description: 'OGC API – Processes – Part 2: off, or on with its conformance URIs in http, https or both; types of exceptions are https where only that is on' }),
  deployment: DeploymentRules
})
export type Settings = Readonly<Static<typeof Settings>>

export const SettingsAnswer = Type.Object({ settings: Settings })

/** An absent setting stays unchanged. */
export const SettingsChange = Type.Object({
  ...Type.Partial(Settings).properties,
  deployment: Type.Optional(Type.Partial(DeploymentRules, { additionalProperties: false, description: 'deployment rules; absent ones stay unchanged' })),
  fixedDelay: Type.Optional(Type.Number({ minimum: 0, description: 'WireMock\'s: delays every request by this many milliseconds of the world\'s clock; 0: none' }))
}, { $id: 'Settings', additionalProperties: false })
export type SettingsChange = Static<typeof SettingsChange>

/** Changes of settings, and of some deployment rules. */
export type ChangedSettings = Partial<Omit<Settings, 'deployment'>> & { readonly deployment?: Partial<DeploymentRules> }
