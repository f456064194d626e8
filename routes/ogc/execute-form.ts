import { defaultPlan } from '../../src/world/plan.ts'
import { baseAddress } from '../http/base-address.ts'
import { worldOf } from '../http/exchange.ts'
import type { Form } from '../http/form.ts'
import { preferencesOf } from '../http/preferences.ts'
import { planFromText, invalidProgression } from '../http/progression-header.ts'
import { execute, type Execution, type ExecutionContext, InvalidProgression } from './execute.ts'
import { mutationFormsOf } from './deploy/deploy-forms.ts'
import { dialectOf } from './dialect.ts'
import { descriptionOf } from './processes.ts'
import { InvalidExecute } from './read-execute.ts'
import { type ParsedForm, readForm } from './read-form.ts'
import { respondWithPage } from './respond.ts'
import { processScripts, processView } from './views/process.ts'
import type { ProcessFormState } from './views/process-form.ts'

/** Executes a form's request, or shows the form again with its problems or with the request. */
export async function executeForm<T> (context: ExecutionContext, typed: Form, answer: (execution: Execution) => T | Promise<T>): Promise<T | string> {
  const form = readForm(context.process, typed, worldOf(context.request).maxDepth)
  const { body, choices, unread } = form
  if (choices.preview) return sendBack(context, form, unread.length > 0 ? 400 : 200, { errors: unread })
  try {
    return await execute(context, { body, unread, progression: choices.progression, preferences: preferencesOf(form.headers['Prefer']) }, answer)
  } catch (error) {
    const errors = error instanceof InvalidExecute ? error.errors : error instanceof InvalidProgression ? [] : undefined
    if (errors === undefined) throw error
    return sendBack(context, form, 400, { errors, wrongProgression: wrongProgressionIn(form) })
  }
}

function wrongProgressionIn ({ choices: { progression } }: ParsedForm): string | undefined {
  return planFromText(progression, defaultPlan) === undefined ? invalidProgression(progression) : undefined
}

function sendBack ({ request, reply, process }: ExecutionContext, form: ParsedForm, status: 200 | 400, wrong: Pick<ProcessFormState, 'errors' | 'wrongProgression'>): string {
  const world = worldOf(request)
  const base = baseAddress(request, request.server.prefix)
  const state = { form, choosesResponse: dialectOf(world).choosesResponse, mutation: mutationFormsOf(world, process, base), ...wrong }
  return respondWithPage(request, reply.code(status), process.title, processView(state)(descriptionOf(world, process, base)), processScripts)
}
