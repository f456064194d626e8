import { html } from 'ghtml'
import type { Persona } from '../../../schemas/persona.ts'
import { cancelTable, type DismissalTable, type DismissPolicy, dismissalTables, dismissJob } from '../../../src/jobs/dismissal.ts'
import type { Job } from '../../../src/jobs/job.ts'
import { statusAt } from '../../../src/jobs/timeline.ts'
import { dismissalTableOf } from '../../../src/personas/dismissal-table.ts'
import type { World } from '../../../src/world/world.ts'
import type { CancelMethod, Settings } from '../../../src/world/settings.ts'
import { cancelPaths } from '../cancel-paths.ts'
import { jobUrl } from '../present.ts'

/** A job that can be dismissed, and when. */
export interface DismissibleJob {
  readonly job: Job
  /** Epoch milliseconds. */
  readonly now: number
}

const isPending = ({ job, now }: DismissibleJob, table: DismissalTable): boolean => dismissJob(job, statusAt(job, now), table, now).outcome === 'pending'

/** What a request does to a job, in a sentence. @param refusal the answer where it is refused */
function sentenceOf (request: string, dismissible: DismissibleJob, table: DismissalTable, removedStatus: Settings['removedStatus'], refusal: string): string {
  const { effect, after = 0 } = table[statusAt(dismissible.job, dismissible.now)]
  if (isPending(dismissible, table)) return `${request} returns 202 again, and nothing changes: the job is already being dismissed.`
  if (effect === 'refuse') return `${request} returns ${refusal}`
  if (effect === 'none') return `${request} returns 200, and nothing changes: the job is already dismissed.`
  if (effect === 'remove') return `${request} returns 200 with status dismissed; then the job is gone, and GET returns ${removedStatus}.`
  return after > 0
    ? `${request} returns 202, and the job goes on; after ${after} s of the world's clock it is dismissed, unless it has ended by then, and stays readable as dismissed.`
    : `${request} returns 200 with status dismissed; the job stays readable as dismissed.`
}

/** What a dismissal does, and where cancelling is apart from removal what each of the two does. */
function sentencesOf (dismissible: DismissibleJob, url: string, { policy, cancel, removedStatus }: DismissalManner): string {
  const isOver = policy === 'gone' && statusAt(dismissible.job, dismissible.now) === 'dismissed'
  const refusal = isOver ? '410, and nothing changes: the job is already dismissed.' : '400, and nothing changes: only a job that has not ended can be dismissed.'
  if (cancel === 'delete') return sentenceOf('DELETE', dismissible, dismissalTables[policy], removedStatus, refusal)
  const notCancelled = '409, and nothing changes: only a job that has not ended can be cancelled.'
  return `${sentenceOf('DELETE', dismissible, dismissalTables.remove, removedStatus, refusal)} ${sentenceOf(`${cancel.toUpperCase()} ${url}${cancelPaths[cancel]}`, dismissible, cancelTable(policy), removedStatus, notCancelled)}`
}

/** The same where a real server is imitated, which has status codes and answers of its own. */
function sentenceAs (persona: Persona, dismissible: DismissibleJob): string {
  const table = dismissalTableOf(persona)
  const { effect, after = 0 } = table[statusAt(dismissible.job, dismissible.now)]
  if (isPending(dismissible, table)) return 'DELETE changes nothing: the job is already being dismissed.'
  const later = after > 0 ? `after ${after} s of the world's clock ` : ''
  return {
    dismiss: `DELETE dismisses the job ${later}as ${persona.title} does; it stays readable.`,
    remove: `DELETE removes the job ${later}as ${persona.title} does.`,
    refuse: `DELETE is refused as by ${persona.title}, and nothing changes.`,
    none: `DELETE changes nothing, as with ${persona.title}.`
  }[effect]
}

/** How a world treats dismissals. */
export interface DismissalManner {
  readonly policy: DismissPolicy
  /** The imitated server; undefined for none. */
  readonly persona: Persona | undefined
  /** How a job is cancelled. */
  readonly cancel: CancelMethod
  readonly removedStatus: Settings['removedStatus']
}

export const dismissalMannerOf = ({ settings, persona }: World): DismissalManner => ({ policy: settings.dismiss, persona, cancel: settings.cancel, removedStatus: settings.removedStatus })

/** The button that dismisses a job, with what the policy says of it. */
export function dismissMarkup (base: string, dismissible: DismissibleJob, manner: DismissalManner): string {
  const { job, now } = dismissible
  const { policy, persona } = manner
  return html`<section id="dismiss" aria-labelledby="dismiss-title">
<h2 id="dismiss-title">Dismiss</h2>
<p>${persona === undefined ? 'Dismiss policy' : 'Persona'}: <strong>${persona?.name ?? policy}</strong>. Job status: <strong>${statusAt(job, now)}</strong>. ${persona === undefined ? sentencesOf(dismissible, jobUrl(base, job.id), manner) : sentenceAs(persona, dismissible)}</p>
!${dismissForm(base, job.id)}
</section>`
}

/** The button alone. Without scripts it posts to the resource beside the job, which sends the DELETE. */
export const dismissForm = (base: string, id: string): string => html`<form method="post" action="${jobUrl(base, id)}/dismissal" data-dismiss="${jobUrl(base, id)}">
<button class="danger">Dismiss</button> <code>DELETE ${jobUrl(base, id)}</code>
</form>`
