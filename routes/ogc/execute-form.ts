import type { FastifyReply } from 'fastify'
import { ordinaryPlan } from '../../src/world/plan.ts'
import { baseOf } from '../http/base-address.ts'
import { worldOf } from '../http/exchange.ts'
import type { Form } from '../http/form-bodies.ts'
import { preferencesOf } from '../http/preferences.ts'
import { planAsSaid, wrongSaid } from '../http/progression-header.ts'
import { execute, type Execution, type Here, WrongProgression } from './execute.ts'
import { dialectOf } from './dialect.ts'
import { descriptionOf } from './processes.ts'
import { InvalidExecute } from './read-execute.ts'
import { type ReadForm, readForm } from './read-form.ts'
import { sendPage } from './respond.ts'
import { processScripts, processView } from './views/process.ts'
import type { Shown } from './views/shown.ts'

/** Executes what a form amounts to, or sends the form back with what is wrong or what it amounts to. */
export async function executeForm (here: Here, typed: Form, answer: (execution: Execution) => unknown): Promise<unknown> {
  const form = readForm(here.process, typed)
  const { body, choices, unread } = form
  if (choices.preview) return sendBack(here, form, unread.length > 0 ? 400 : 200, { faults: unread })
  try {
    return await execute(here, { body, unread, progression: choices.progression, preferences: preferencesOf(form.headers['Prefer']) }, answer)
  } catch (error) {
    const faults = error instanceof InvalidExecute ? error.faults : error instanceof WrongProgression ? [] : undefined
    if (faults === undefined) throw error
    return sendBack(here, form, 400, { faults, wrongProgression: wrongProgressionIn(form) })
  }
}

function wrongProgressionIn ({ choices: { progression } }: ReadForm): string | undefined {
  return planAsSaid(progression, ordinaryPlan) === undefined ? wrongSaid(progression) : undefined
}

function sendBack ({ request, reply, process }: Here, form: ReadForm, status: 200 | 400, wrong: Pick<Shown, 'faults' | 'wrongProgression'>): FastifyReply {
  const world = worldOf(request)
  const description = descriptionOf(world, process, baseOf(request, request.server.prefix))
  const shown = { form, choosesResponse: dialectOf(world).choosesResponse, ...wrong }
  return sendPage(request, reply.code(status), process.title, processView(shown)(description), processScripts)
}
