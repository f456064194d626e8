import type { Persona } from '../../../../schemas/persona.ts'
import type { Consequence } from './consequence.ts'

/** A clause of a standard, or a server's source. */
export interface Source { readonly text: string, readonly href?: string }

/** The text about a way to treat a dismissal. */
export interface PolicyDescription {
  /** Its effect in a sentence. */
  readonly sentence: string
  /** Servers that do this. */
  readonly servers: string
  /** The source for each effect of a request. */
  readonly sourceOf: (consequence: Consequence) => Source
}

/** A clause of the published standard. */
const clause = (text: string, anchor: string): Source => ({ text: `OGC 1.0, ${text}`, href: `https://docs.ogc.org/is/18-062r2/18-062r2.html#${anchor}` })

/** A file of a repository at a commit. */
const file = (repository: string, commit: string, path: string): string => `https://github.com/${repository}/blob/${commit}/${path}`

const draft = 'opengeospatial/ogcapi-processes'
const issue = `https://github.com/${draft}/issues/620`

const dismissStatus = (part: string): Source => ({ text: `OGC 2.0 draft, /req/dismiss/job-dismiss-status, part ${part}`, href: file(draft, '4a4a1dce7b919f969b681cf96186e85ed3f5da1f', 'core/requirements/dismiss/REQ_job-dismiss-status.adoc') })
const jobGone = (name: string): Source => ({ text: `OGC 2.0 draft, /per/core/${name}, a permission`, href: file(draft, '51d4f7fe3d633401559923c67370ca7ea1b9a065', `core/recommendations/core/PER_${name}.adoc`) })
const security = clause('security considerations', 'sec_cons_dismiss')
const dismissSuccess = clause('/req/dismiss/job-dismiss-success', 'req_dismiss_job-dismiss-success')
const noSuchJob = clause('/req/core/job-exception-no-such-job', 'req_core_job-exception-no-such-job')
const weaver = (path: string): string => file('crim-ca/weaver', '902997181d95fd1b6d1e89610cb9744181c0bdc2', `weaver/wps_restapi/jobs/${path}`)
const maap: Source = { text: 'NASA MAAP API', href: file('MAAP-Project/maap-api-nasa', '01ea3f969b34686c2b5fcfc87cee312f51bc0a19', 'api/endpoints/ogc.py') }

/** Effects that the standard requires of every server, whatever its policy. */
const common: Partial<Record<Consequence, Source>> = {
  unknown: noSuchJob,
  unreadable: noSuchJob,
  gone: jobGone('process-exception-job-gone'),
  'results removed': jobGone('job-results-exception-job-gone'),
  readable: clause('/req/core/job-success', 'req_core_job-success'),
  results: clause('/req/core/job-results', 'req_core_job-results'),
  'no results': clause('no requirement: a dismissed job is neither unfinished nor failed', 'sc_retrieve_job_results'),
  'no job': clause('/req/core/job-results-exception/no-such-job', 'req_core_job-results-exception_no-such-job'),
  'not ready': clause('/req/core/job-results-exception/results-not-ready', 'req_core_job-results-exception_results-not-ready'),
  failed: clause('/req/core/job-results-failed', 'req_core_job-results-failed')
}

const sourceBy = (own: Partial<Record<Consequence, Source>>, otherwise: Source) => (consequence: Consequence): Source => own[consequence] ?? common[consequence] ?? otherwise

const descriptions: Readonly<Record<string, PolicyDescription>> = {
  retain: {
    sentence: 'Two steps: the first DELETE cancels and the job stays readable, the second one removes it.',
    servers: 'The 2.0 draft; 1.0 allows it',
    sourceOf: sourceBy({ kept: dismissStatus('A'), removed: dismissStatus('B') }, dismissSuccess)
  },
  remove: {
    sentence: 'One step: the first DELETE cancels and removes. A second one finds nothing.',
    servers: 'pygeoapi, ZOO-Project',
    sourceOf: sourceBy({ removed: { text: 'pygeoapi, ZOO-Project; alternative (a) of issue 620', href: issue } }, dismissSuccess)
  },
  gone: {
    sentence: 'One way: the job stays readable as dismissed, and every further DELETE is refused.',
    servers: 'Weaver; security clause of 1.0',
    sourceOf: sourceBy({ refused: security, kept: { text: 'Weaver; alternative (b) of issue 620', href: issue }, 'results gone': { text: 'Weaver', href: weaver('utils.py#L1738-L1758') } }, security)
  },
  refuse: {
    sentence: 'DELETE is only a request: the answer comes before the job stops, and a job that has ended cannot be deleted.',
    servers: 'NASA MAAP API',
    sourceOf: sourceBy({}, maap)
  }
}

/** The text about a policy; for an unknown one, a general reference. */
export const describePolicy = (policy: string): PolicyDescription =>
  descriptions[policy] ?? { sentence: 'The effect of this policy is shown below.', servers: 'jobdouble', sourceOf: sourceBy({}, { text: 'jobdouble' }) }

/** The text about a real server, from its persona. */
export function describePersona ({ title, version, sources }: Persona): PolicyDescription {
  const { where } = sources.find(({ what = '' }) => /dismiss/i.test(what)) ?? sources[0]!
  const source = { text: `${title} ${version}: ${where}` }
  return { sentence: 'A real server, imitated: its status codes, its answers, and what it leaves.', servers: `${title} ${version}`, sourceOf: () => source }
}

const tator: Source = { text: 'Tator, DELETE /rest/Job/{uid}', href: file('cvisionai/tator', 'dfa5a45c8fd54e336e9de3d534f2bc684df9ce3a', 'api/main/rest/job.py#L218') }

export const tatorDescription: PolicyDescription = {
  sentence: 'Another API: a deleted job does not exist any more.',
  servers: 'Tator',
  sourceOf: () => tator
}
