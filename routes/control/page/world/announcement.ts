import { noPersona } from '../../../../src/personas/personas.ts'
import { html } from 'ghtml'
import { isoTime } from '../../../http/iso-time.ts'
import { summarizeAnswer } from '../answer-summary.ts'
import { bodyText } from '../../present.ts'
import type { PageContext } from '../page-context.ts'
import { subjectOf } from './request-mark.ts'

/** The outcome of the last button, as a sentence for screen readers; empty if there is none. */
export function announcement (context: PageContext): string {
  const { did = '', about = '' } = context.view
  return Object.hasOwn(sentences, did) ? sentences[did]!(context, about) : ''
}

type MakeSentence = (context: PageContext, job: string) => string

const ofJob = (words: string): MakeSentence => (_context, job) => html`Job <bdi>${job}</bdi> ${words}.`

const ofClock: MakeSentence = ({ world: { clock } }) => `The clock ${clock.frozen ? 'stands at' : 'is running from'} ${isoTime(clock.now())}.`

const ofDismissal: MakeSentence = ({ world: { journal }, comparison: { apis: { basePath } } }, job) => {
  const entry = journal.list(entry => entry.method === 'DELETE' && subjectOf(entry, basePath).job === job).at(-1)
  if (entry === undefined) return ''
  const { status, words } = summarizeAnswer(bodyText(entry.responseBody) ?? '')
  return html`DELETE of <bdi>${job}</bdi>: ${entry.status ?? 'no response'}${status === undefined ? '' : ` ${status}`}. <bdi>${words}</bdi>`
}

const sentences: Readonly<Record<string, MakeSentence>> = {
  dismiss: ofDismissal,
  delete: ofDismissal,
  hold: ofJob('is held'),
  release: ofJob('goes on'),
  start: ofJob('was started'),
  finish: ofJob('was finished'),
  fail: ofJob('has failed'),
  launch: ofJob('was launched'),
  second: ofClock,
  next: ofClock,
  resume: ofClock,
  pause: ofClock,
  configure: ({ world: { settings } }) => html`Dismiss policy ${settings.dismiss}, OGC ${settings.ogc}, Tator ${settings.tator}${settings.persona === noPersona ? '' : `, persona ${settings.persona}`}.`,
  reset: () => 'The world was reset.',
  'load-state': () => 'The state of the link was loaded.'
}
