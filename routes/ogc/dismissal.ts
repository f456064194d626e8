import type { FastifyRequest } from 'fastify'
import { html } from 'ghtml'
import { statusAt } from '../../src/jobs/timeline.ts'
import { baseAddress } from '../http/base-address.ts'
import { exchangeOf, worldOf } from '../http/exchange.ts'
import { sendOwnRequest } from '../http/own-request.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { page } from '../pages/html.ts'
import { asHtml } from '../pages/as-html.ts'
import { JobParams } from './jobs.ts'
import { loginFrame } from './login/frame.ts'
import { jobUrl } from './present.ts'
import { dismissalMannerOf, dismissForm, dismissMarkup } from './views/dismiss.ts'
import { exchangeMarkup } from './views/exchange.ts'

/**
 * `POST /jobs/{jobId}/dismissal`: the button of a page without scripts, since a form cannot send a DELETE. It sends the
 * real one and shows what was asked and answered. It is there for the page, and no part of the API.
 */
export function dismissal (app: TypedInstance): void {
  app.post('/jobs/:jobId/dismissal', { schema: { params: JobParams }, config: { forms: true, ownPages: true } }, async (request, reply) => {
    const { jobId } = request.params
    const world = worldOf(request)
    const { jobs, clock } = world
    const base = baseAddress(request, app.prefix)
    const exchange = await dismiss(app, request, jobId)
    const job = jobs.get(jobId)
    const left = job === undefined
      ? html`<p>The job no longer exists. <a href="${base}/jobs?f=html">All jobs</a></p>!${dismissForm(base, jobId)}`
      : html`<p><a href="${jobUrl(base, jobId)}?f=html">Job page</a></p>!${dismissMarkup(base, jobId, statusAt(job, clock.now()), dismissalMannerOf(world))}`
    const content = html`<section id="exchange">!${exchange}</section>!${left}`
    return asHtml(reply, page({ title: `Dismissing job ${jobId}`, base, demonstration: app.demonstrationAddress(request), login: loginFrame(request, app.prefix), scripts: ['job.js'] }, content))
  })
}

/** What a proxy, the choice of the world and whoever looks for a login need to be the same for, beside the header of an API key. */
const passedOn = ['host', 'authorization', 'cookie', 'x-test-id', 'x-forwarded-proto', 'x-forwarded-host', 'x-forwarded-prefix', 'x-forwarded-for'] as const

async function dismiss (app: TypedInstance, request: FastifyRequest, id: string): Promise<string> {
  const path = jobUrl(`${exchangeOf(request.raw).prefix}${app.prefix}`, id)
  const headers = Object.fromEntries([...passedOn, worldOf(request).settings.loginHeader.toLowerCase()].flatMap(name => request.headers[name] === undefined ? [] : [[name, String(request.headers[name])]]))
  try {
    const { headers: responseHeaders, ...answer } = await sendOwnRequest(app, { method: 'DELETE', url: path, headers })
    return exchangeMarkup({ method: 'DELETE', url: jobUrl(baseAddress(request, app.prefix), id), requestHeaders: { accept: 'application/json' }, responseHeaders, ...answer })
  } catch (error) {
    return html`<p class="error">No response: ${(error as Error).message}.</p>`
  }
}
