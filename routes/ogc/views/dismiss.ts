import { html } from 'ghtml'
import type { Persona } from '../../../schemas/persona.ts'
import { type DismissalRule, type DismissPolicy, dismissalTables } from '../../../src/jobs/dismissal.ts'
import type { JobStatus } from '../../../src/jobs/job.ts'
import { dismissalTableOf } from '../../../src/personas/dismissal-table.ts'
import type { World } from '../../../src/world/world.ts'
import type { CancelMethod, Settings } from '../../../src/world/settings.ts'
import { cancelPaths } from '../cancel-paths.ts'
import { jobUrl } from '../present.ts'

/** The effect of a DELETE on a job, in a sentence. */
function sentenceOf (policy: DismissPolicy, status: JobStatus, removedStatus: Settings['removedStatus']): string {
  const { effect, after = 0 }: DismissalRule = dismissalTables[policy][status]
  if (effect === 'remove') return `DELETE returns 200 with status dismissed; then the job is gone, and GET returns ${removedStatus}.`
  if (effect === 'refuse') return status === 'dismissed' && policy === 'gone' ? 'DELETE returns 410, and nothing changes: the job is already dismissed.' : 'DELETE returns 400, and nothing changes: only a job that has not ended can be dismissed.'
  return after > 0
    ? `DELETE returns 202, and the job goes on; after ${after} s of the world's clock it is dismissed, and stays readable as dismissed.`
    : 'DELETE returns 200 with status dismissed; the job stays readable as dismissed.'
}

/** The same for a persona, which has its own status codes and answers. */
function sentenceAs (persona: Persona, status: JobStatus): string {
  const { effect, after = 0 } = dismissalTableOf(persona)[status]
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

/** The dismiss button, with its effect in words. */
export const dismissMarkup = (base: string, id: string, status: JobStatus, { policy, persona, cancel, removedStatus }: DismissalManner): string => html`<section id="dismiss" aria-labelledby="dismiss-title">
<h2 id="dismiss-title">Dismiss</h2>
<p>${persona === undefined ? 'Dismiss policy' : 'Persona'}: <strong>${persona?.name ?? policy}</strong>. Job status: !${html`<strong>${status}</strong>`}. ${persona !== undefined ? sentenceAs(persona, status) : cancel === 'delete' ? sentenceOf(policy, status, removedStatus) : `${sentenceOf('remove', status, removedStatus)} ${cancel.toUpperCase()} ${jobUrl(base, id)}${cancelPaths[cancel]} cancels a job that has not ended, and removes none.`}</p>
!${dismissForm(base, id)}
</section>`

/** The button alone. Without scripts it posts to the resource beside the job, which sends the DELETE. */
export const dismissForm = (base: string, id: string): string => html`<form method="post" action="${jobUrl(base, id)}/dismissal" data-dismiss="${jobUrl(base, id)}">
<button class="danger">Dismiss</button> <code>DELETE ${jobUrl(base, id)}</code>
</form>`
