import { html } from 'ghtml'
import { baseAddress } from '../http/base-address.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { page } from '../pages/html.ts'
import { asHtml } from '../pages/as-html.ts'
import { JobParams } from './jobs.ts'
import { loginFrame } from './login/frame.ts'
import { sendForForm } from './own-exchange.ts'
import { jobUrl } from './present.ts'
import { dismissalMannerOf, dismissForm, dismissMarkup } from './views/dismiss.ts'

/**
 * `POST /jobs/{jobId}/dismissal`: the button of a page without scripts, since a form cannot send a DELETE. It sends the
 * real DELETE and shows the exchange. It serves the pages, and is not part of the API.
 */
export function dismissal (app: TypedInstance): void {
  app.post('/jobs/:jobId/dismissal', { schema: { params: JobParams }, config: { forms: true, ownPages: true } }, async (request, reply) => {
    const { jobId } = request.params
    const world = worldOf(request)
    const { jobs, clock } = world
    const base = baseAddress(request, app.prefix)
    const { markup } = await sendForForm(app, request, { method: 'DELETE', path: jobUrl('', jobId) })
    const job = jobs.get(jobId)
    const left = job === undefined
      ? html`<p>The job no longer exists. <a href="${base}/jobs?f=html">All jobs</a></p>!${dismissForm(base, jobId)}`
      : html`<p><a href="${jobUrl(base, jobId)}?f=html">Job page</a></p>!${dismissMarkup(base, { job, now: clock.now() }, dismissalMannerOf(world))}`
    const content = html`<section id="exchange">!${markup}</section>!${left}`
    return asHtml(reply, page({ title: `Dismissing job ${jobId}`, base, demonstration: app.demonstrationAddress(request), login: loginFrame(request, app.prefix), scripts: ['job.js'] }, content))
  })
}
