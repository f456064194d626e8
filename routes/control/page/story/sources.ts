import type { Persona } from '../../../../schemas/persona.ts'
import type { Consequence } from './consequence.ts'

/** A clause of a standard, or a server. */
export interface Source { readonly text: string, readonly href?: string }

/** What is told of a way to treat a dismissal. */
export interface Story {
  /** In a sentence, what it does. */
  readonly sentence: string
  /** Who behaves so. */
  readonly who: string
  /** Where it comes from that a request has such a consequence. */
  readonly sourceOf: (consequence: Consequence) => Source
}

const standard = 'https://docs.ogc.org/is/18-062r2/18-062r2.html'
const draft = 'https://github.com/opengeospatial/ogcapi-processes'
const issue = 'https://github.com/opengeospatial/ogcapi-processes/issues/620'

const dismissStatus = (part: string): Source => ({ text: `OGC 2.0 draft, /req/dismiss/job-dismiss-status, part ${part}`, href: draft })
const security: Source = { text: 'OGC 1.0, security considerations', href: standard }
const dismissSuccess: Source = { text: 'OGC 1.0, /req/dismiss/job-dismiss-success', href: standard }
const maap: Source = { text: 'NASA MAAP API', href: 'https://github.com/MAAP-Project/maap-api-nasa' }

/** What every server of the standard does, whatever its policy. */
const common: Partial<Record<Consequence, Source>> = {
  unknown: { text: 'OGC 1.0, /req/core/job-exception-no-such-job', href: standard },
  unreadable: { text: 'OGC 1.0, /req/core/job-exception-no-such-job', href: standard },
  readable: { text: 'OGC 1.0, /req/core/job-success', href: standard },
  results: { text: 'OGC 1.0, /req/core/job-results', href: standard },
  'no results': { text: 'OGC 1.0, no requirement: a dismissed job is neither unfinished nor failed', href: standard },
  'no job': { text: 'OGC 1.0, /req/core/job-results-exception/no-such-job', href: standard },
  'not ready': { text: 'OGC 1.0, /req/core/job-results-exception/results-not-ready', href: standard },
  failed: { text: 'OGC 1.0, /req/core/job-results-failed', href: standard }
}

const sourceBy = (own: Partial<Record<Consequence, Source>>, otherwise: Source) => (consequence: Consequence): Source => own[consequence] ?? common[consequence] ?? otherwise

const stories: Readonly<Record<string, Story>> = {
  retain: {
    sentence: 'Two steps: the first DELETE cancels and the job stays readable, the second one removes it.',
    who: 'The 2.0 draft; 1.0 allows it',
    sourceOf: sourceBy({ kept: dismissStatus('A'), removed: dismissStatus('B') }, dismissSuccess)
  },
  remove: {
    sentence: 'One step: the first DELETE cancels and removes. A second one finds nothing.',
    who: 'pygeoapi, ZOO-Project',
    sourceOf: sourceBy({ removed: { text: 'pygeoapi, ZOO-Project; alternative (a) of issue 620', href: issue } }, dismissSuccess)
  },
  gone: {
    sentence: 'One way: the job stays readable as dismissed, and every further DELETE is refused.',
    who: 'Weaver; security clause of 1.0',
    sourceOf: sourceBy({ refused: security, kept: { text: 'Weaver; alternative (b) of issue 620', href: issue }, 'results gone': { text: 'Weaver', href: 'https://github.com/crim-ca/weaver' } }, security)
  },
  refuse: {
    sentence: 'DELETE only asks: it is answered before the job stops, and a job that has ended cannot be deleted.',
    who: 'NASA MAAP API',
    sourceOf: sourceBy({}, maap)
  }
}

/** What is told of a policy; of one that nothing is told of yet, where to look. */
export const policyStory = (policy: string): Story =>
  stories[policy] ?? { sentence: 'What this policy does can be seen below.', who: 'jobdouble', sourceOf: sourceBy({}, { text: 'jobdouble' }) }

/** What is told of a real server: what its persona says of itself. */
export function personaStory ({ title, version, sources }: Persona): Story {
  const { where } = sources.find(({ what = '' }) => /dismiss/i.test(what)) ?? sources[0]!
  const source = { text: `${title} ${version}: ${where}` }
  return { sentence: 'A real server, imitated: its status codes, its answers, and what it leaves.', who: `${title} ${version}`, sourceOf: () => source }
}

const tator: Source = { text: 'Tator, DELETE /rest/Job/{uid}', href: 'https://github.com/cvisionai/tator' }

export const tatorStory: Story = {
  sentence: 'Another API: a deleted job is as if it had never been.',
  who: 'Tator',
  sourceOf: () => tator
}
