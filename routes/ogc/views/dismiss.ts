import { html } from 'ghtml'
import { type DismissalRule, type DismissPolicy, dismissalTables } from '../../../src/jobs/dismissal.ts'
import type { JobStatus } from '../../../src/jobs/job.ts'
import { jobUrl } from '../present.ts'

/** What a DELETE does to a job, in a sentence. */
function sentenceOf (policy: DismissPolicy, status: JobStatus): string {
  const { effect, after = 0 }: DismissalRule = dismissalTables[policy][status]
  if (effect === 'remove') return 'DELETE returns 200 with status dismissed; then the job is gone, and GET returns 404.'
  if (effect === 'refuse') return status === 'dismissed' && policy === 'gone' ? 'DELETE returns 410, and nothing changes: the job is already dismissed.' : 'DELETE returns 400, and nothing changes: only a job that has not ended can be dismissed.'
  return after > 0
    ? `DELETE returns 202, and the job goes on; after ${after} s of the world's clock it is dismissed, and stays readable.`
    : 'DELETE returns 200 with status dismissed; the job stays readable as dismissed.'
}

/** The button that dismisses a job, with what the policy says of it. */
export const dismissMarkup = (base: string, id: string, status: JobStatus, policy: DismissPolicy): string => html`<section id="dismiss" aria-labelledby="dismiss-title">
<h2 id="dismiss-title">Dismiss</h2>
<p>Dismiss policy: <strong>${policy}</strong>. Job status: !${html`<strong>${status}</strong>`}. ${sentenceOf(policy, status)}</p>
!${dismissForm(base, id)}
</section>`

/** The button alone. Without scripts it posts to the resource beside the job, which sends the DELETE. */
export const dismissForm = (base: string, id: string): string => html`<form method="post" action="${jobUrl(base, id)}/dismissal" data-dismiss="${jobUrl(base, id)}">
<button class="danger">Dismiss</button> <code>DELETE ${jobUrl(base, id)}</code>
</form>`
