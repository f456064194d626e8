import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { PageQuery } from '../../../schemas/control/page.ts'
import type { RequestedState } from '../../../src/world/world-state.ts'
import type { World } from '../../../src/world/world.ts'
import { apisAddress } from '../apis-address.ts'
import { seeOther } from '../../http/empty-answers.ts'
import { worldOf } from '../../http/exchange.ts'
import { hostOf } from '../../http/forwarded.ts'
import { Form } from '../../http/form.ts'
import { formatOf } from '../../http/negotiate.ts'
import { problemOf } from '../../http/problem-of.ts'
import type { TypedInstance } from '../../http/typed-instance.ts'
import type { ControlOptions } from '../options.ts'
import type { ControlKeyGuard } from '../key.ts'
import { answerInJson, ControlProblem, controlWording, keyRequired, problemText } from '../problems.ts'
import { performAction } from './actions.ts'
import { comparisonLanes } from './comparison/lane.ts'
import { currentPermalink } from './current-permalink.ts'
import { type PageView, parseRequestedState, queryOf, viewOf } from './permalink.ts'
import { createRenderer, pageOf, respondWithPage } from './render.ts'
import { keyMarkup } from './world/state-view.ts'

type Options = ControlOptions & { readonly guard: ControlKeyGuard }

/** `GET` and `POST /__admin/`: the demonstration page, and the actions of its buttons. */
export function demonstrationPage (app: TypedInstance, options: Options): void {
  const { guard, apis } = options
  const schema = { querystring: PageQuery }
  const render = createRenderer(options)
  const toProblem = problemOf(controlWording, options.log)
  const errorHandler = async (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const problem = toProblem(error, request)
    const { statusCode: status } = problem
    if (formatOf(request) !== 'html') return answerInJson(problem, reply)
    if (!guard.admits(request)) return askForKey(request, reply.code(status === 403 ? status : 401), status === 403 ? problemText(problem) : undefined)
    return render(request, reply.code(status), { problem: problemText(problem), view: { show: isOfWorld(request) ? 'world' : undefined } })
  }
  const askForKey = (request: FastifyRequest, reply: FastifyReply, problem?: string) =>
    respondWithPage(request, reply, apisAddress(request, apis), { title: 'Control' }, keyMarkup(`${pageOf(request)}${queryOf({}, request.query as PageQuery)}`, problem))

  app.get('/', { schema, config: { public: true }, errorHandler }, async (request, reply) => {
    if (!guard.admits(request)) throw new ControlProblem(401, keyRequired)
    if (formatOf(request) !== 'html') return description(pageOf(request).slice(0, -1))
    const world = worldOf(request)
    const requestedState = await parseRequestedState(request.query, world)
    return render(request, reply, { requestedState, view: knownView(request.query, requestedState, world) })
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
    const { name: did, job } = await performAction({ world, form, requestedState: await parseRequestedState(request.query, world), apis, host: hostOf(request) })
    const about = job ?? form.get('job') ?? undefined
    const view = { ...viewOf(request.query), ...(job !== undefined && { job }), did, about }
    return seeOther(reply, `${pageOf(request)}${queryOf(currentPermalink(world), view)}`)
  })
}

/** Whether a failed request came from the page of the live world, the only one with buttons. */
const isOfWorld = ({ method, query }: FastifyRequest): boolean => method === 'POST' || Object(query).show === 'world'

/** @throws ControlProblem for an unknown lane */
function knownView (query: PageQuery, { settings }: RequestedState, world: World): PageView {
  const view = viewOf(query)
  const lanes = comparisonLanes(world.personas.get(settings.persona ?? world.settings.persona)).map(({ id }) => id)
  if (view.lane !== undefined && !lanes.includes(view.lane)) throw new ControlProblem(400, `lane: ${JSON.stringify(view.lane)} came; expected one of ${lanes.join(', ')}.`)
  return view
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
