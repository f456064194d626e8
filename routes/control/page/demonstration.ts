import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { html } from 'ghtml'
import { PageQuery } from '../../../schemas/control/page.ts'
import { type RequestedState, applyState, readState } from '../../../src/world/world-state.ts'
import type { World } from '../../../src/world/world.ts'
import { apisAddress } from '../apis-address.ts'
import { baseAddress } from '../../http/base-address.ts'
import { seeOther } from '../../http/empty-answers.ts'
import { worldOf } from '../../http/exchange.ts'
import { hostOf } from '../../http/forwarded.ts'
import { Form } from '../../http/form.ts'
import { page } from '../../pages/html.ts'
import { formatOf } from '../../http/negotiate.ts'
import { problemOf } from '../../http/problem-of.ts'
import type { TypedInstance } from '../../http/typed-instance.ts'
import { asHtml } from '../../pages/as-html.ts'
import type { ControlOptions } from '../options.ts'
import type { ControlKeyGuard } from '../key.ts'
import { answerInJson, ControlProblem, controlWording, keyRequired, problemText } from '../problems.ts'
import { performAction } from './actions.ts'
import { parseRequestedState, requestsJobs, isCurrent, toShortPermalink, queryOf, type Permalink, toPermalink, type View } from './permalink.ts'
import { pageContent } from './content.ts'
import { elsewhereMarkup, keyMarkup, linkMarkup } from './state-view.ts'

type Options = ControlOptions & { readonly guard: ControlKeyGuard }

/** `GET` and `POST /__admin/`: the demonstration page, and what its buttons do. */
export function demonstrationPage (app: TypedInstance, options: Options): void {
  const { guard, apis } = options
  const schema = { querystring: PageQuery }
  const demonstrate = demonstrator(options)
  const toProblem = problemOf(controlWording, options.log)
  const errorHandler = async (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const problem = toProblem(error, request)
    const { statusCode: status } = problem
    if (formatOf(request) !== 'html') return answerInJson(problem, reply)
    if (!guard.admits(request)) return askForKey(request, reply.code(status === 403 ? status : 401), status === 403 ? problemText(problem) : undefined)
    return demonstrate(request, reply.code(status), { problem: problemText(problem) })
  }
  const askForKey = (request: FastifyRequest, reply: FastifyReply, problem?: string) =>
    respondWithPage(request, reply, apisAddress(request, apis), 'Control', keyMarkup(`${pageOf(request)}${queryOf({}, request.query as PageQuery)}`, problem))

  app.get('/', { schema, config: { public: true }, errorHandler }, async (request, reply) => {
    if (!guard.admits(request)) throw new ControlProblem(401, keyRequired)
    if (formatOf(request) !== 'html') return description(baseAddress(request, '/__admin'))
    return demonstrate(request, reply, { asked: await parseRequestedState(request.query, worldOf(request)), view: viewOf(request.query) })
  })

  app.post('/', { schema, config: { public: true, forms: true }, errorHandler }, async (request, reply) => {
    const form = request.body
    if (!(form instanceof Form)) throw new ControlProblem(415, 'Expected a form of this page, sent as application/x-www-form-urlencoded.')
    if (form.get('action') === 'key') {
      if (!guard.isKey(form.get('key') ?? '')) return askForKey(request, reply.code(401), 'The key is wrong.')
      return seeOther(reply.header('Set-Cookie', guard.cookieFor(request)), `${pageOf(request)}${queryOf({}, request.query)}`)
    }
    if (!guard.admits(request)) throw new ControlProblem(401, keyRequired)
    const world = worldOf(request)
    const job = await performAction({ world, form, asked: await parseRequestedState(request.query, worldOf(request)), apis, host: hostOf(request) })
    const view = { ...viewOf(request.query), ...(job !== undefined && { job }) }
    return seeOther(reply, `${pageOf(request)}${queryOf(await currentPermalink(world), view)}`)
  })
}

const pageOf = (request: FastifyRequest): string => `${baseAddress(request, '/__admin')}/`

const viewOf = ({ job, before, after, show }: PageQuery): View => ({ job, before, after, show })

/** What an address says of a world while it stands still; of one that goes on, how it behaves. */
async function currentPermalink (world: World): Promise<Permalink> {
  return (world.clock.frozen ? toShortPermalink(readState(world)) : undefined) ?? toPermalink({ settings: world.settings })
}

const description = (base: string) => ({
  title: 'jobdouble: control',
  description: 'Controls a world and reports what happened in it. A browser gets the demonstration page here.',
  links: [
    { href: `${base}/?f=html`, rel: 'alternate', type: 'text/html', title: 'The demonstration page' },
    { href: `${base}/openapi`, rel: 'service-desc', type: 'application/json', title: 'The description of the control façade' },
    ...['jobs', 'clock', 'requests', 'settings', 'worlds'].map(name => ({ href: `${base}/${name}`, rel: 'item', type: 'application/json', title: name }))
  ]
})

function respondWithPage (request: FastifyRequest, reply: FastifyReply, base: string, title: string, content: string): string {
  return asHtml(reply, page({ title, base, assets: baseAddress(request, '/__admin'), json: `${pageOf(request)}?f=json`, scripts: ['demonstration.js'] }, content))
}

interface PageOptions {
  readonly asked?: RequestedState
  readonly view?: View
  /** What went wrong, to be said above all else. */
  readonly problem?: string
}

/** Shows the world that a request belongs to, or what its address says of one. */
function demonstrator ({ worlds, apis }: Options) {
  const tables = new Map<string, Promise<string>>()
  /** What the table says depends on nothing but how the APIs speak. */
  const table = ({ settings: { dismiss, ...speech } }: World) => (find: () => Promise<string>) => {
    const key = JSON.stringify(speech)
    const found = tables.get(key) ?? find()
    tables.set(key, found)
    return found
  }

  return async (request: FastifyRequest, reply: FastifyReply, { asked = { settings: {} }, view = {}, problem }: PageOptions) => {
    const world = worldOf(request)
    const present = readState(world)
    const [here, base] = [pageOf(request), apisAddress(request, apis)]
    const there = isCurrent(asked, world, present)
    const looksAway = !there && requestsJobs(asked)
    const said = there ? await currentPermalink(world) : toPermalink(asked)
    const live = `${here}${queryOf({}, view)}`
    const shown = looksAway ? world.createIsolated({ ...world.settings, ...asked.settings }) : world
    try {
      if (looksAway) await applyState(shown, { seed: world.initialSeed, ...asked })
      const link = toShortPermalink(present)
      const content = await pageContent({
        world: shown,
        view,
        href: view => `${here}${queryOf(said, view)}`,
        target: looksAway ? undefined : live,
        apis: base,
        comparison: { apis, worlds, world: shown, settings: shown.settings, host: hostOf(request) },
        table: table(shown)
      })
      return respondWithPage(request, reply, base, world.name === 'default' ? 'Demonstration' : `Demonstration: world ${world.name}`, html`<div id="demonstration"!${looksAway ? '' : html` data-refresh="${live}" data-address="${here}${queryOf(said, view)}"`}>
<p class="lead">What does dismissing a job do? Hold a job, dismiss it, and compare the responses.</p>
!${problem === undefined ? '' : html`<p role="alert" class="error" dir="auto">${problem}</p>`}
!${there ? '' : elsewhereMarkup(asked, `${here}${queryOf(said, view)}`, live)}
!${content}
!${looksAway ? '' : linkMarkup(link && `${here}${queryOf(link, view)}`, present, `${here}seed`)}
</div>`)
    } finally {
      if (looksAway) shown.close()
    }
  }
}
