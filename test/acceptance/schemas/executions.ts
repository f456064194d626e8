/** Executions in every shape: at once and as jobs, raw and as documents, by value and by reference, right and wrong. */
import { setTimeout as sleep } from 'node:timers/promises'
import { inputs, outputs, variants, wrong } from './echo.ts'
import { all, member, type Recorder } from './exchange.ts'
import { accepts } from './resources.ts'

type Outputs = Readonly<Record<string, { transmissionMode?: 'value' | 'reference' }>>
interface Body { inputs: unknown, outputs?: Outputs, response?: string }

const echo = 'POST /processes/echo/execution'
const asynchronous = { prefer: 'respond-async' }
const as = (transmissionMode: 'value' | 'reference', ids: readonly string[]): Outputs => Object.fromEntries(ids.map(id => [id, { transmissionMode }]))

const selections: readonly (Outputs | undefined)[] = [
  undefined, {}, ...outputs.map(id => as('value', [id])), { message: {} }, as('value', outputs), as('value', ['message', 'numbers']),
  as('reference', ['record']), as('reference', outputs), { ...as('reference', ['image', 'message']), ...as('value', ['numbers', 'record']) }
]

export async function executions (recorder: Recorder): Promise<void> {
  await all(['raw', 'document', undefined], response => all(selections, outputs => both(recorder, bodyOf(inputs, outputs, response))))
  await all(variants, values => all(['raw', 'document'], response => both(recorder, bodyOf(values, undefined, response))))
  await all(Object.values(wrong), body => all([{}, asynchronous], headers => recorder.ask(echo, { body, headers })))
  await all(accepts, accept => all(['raw', 'document'], response => recorder.ask(echo, { accept, body: bodyOf(inputs, undefined, response) })))
  await all([preferences, refusals, failures, dismissedWhileWaiting], part => part(recorder))
}

const bodyOf = (inputs: unknown, outputs: Outputs | undefined, response: string | undefined): Body =>
  ({ inputs, ...outputs !== undefined && { outputs }, ...response !== undefined && { response } })

/** The execution as a synchronous one, and as a job whose results are read. */
async function both (recorder: Recorder, body: Body): Promise<void> {
  const raw = rawOutput(body, recorder.world.ogc)
  await recorder.ask(echo, { body, raw })
  const { json } = await recorder.ask(echo, { body, headers: asynchronous })
  const job = `/jobs/${member(json, 'jobID')}`
  await ended(recorder, job)
  await recorder.ask(`GET ${job}/results`, { raw: recorder.world.ogc === '1.0' ? raw : undefined })
  await all(Object.keys(body.outputs ?? {}).slice(0, 2), raw => recorder.ask(`GET ${job}/results/${raw}`, { raw }))
}

/** The output whose value alone is the answer: a single one, neither in a document nor as a link. */
function rawOutput ({ outputs, response, inputs }: Body, ogc: string): string | undefined {
  if (ogc === '1.0' && response === 'document') return undefined
  const wanted = ogc === '1.0' ? produced(outputs, inputs) : Object.keys(outputs ?? {})
  const [only = ''] = wanted
  return wanted.length === 1 && (ogc !== '1.0' || outputs?.[only]?.transmissionMode !== 'reference') ? only : undefined
}

/** 1.0: all outputs, if none is requested. */
const produced = (outputs: Outputs = {}, inputs: unknown): string[] =>
  Object.keys(inputs as object).filter(id => Object.keys(outputs).length === 0 || id in outputs)

async function ended (recorder: Recorder, job: string): Promise<void> {
  for (let tries = 0; tries < 40; tries++) {
    const { json } = await recorder.ask(`GET ${job}`)
    const status = member(json, 'status')
    if (status !== 'accepted' && status !== 'running') return
    await sleep(50)
  }
}

/** Execution modes, in the forms in which real clients request them. */
async function preferences (recorder: Recorder): Promise<void> {
  const prefer = ['respond-sync', 'respond-async, wait=1', 'wait=0', 'wait=5', 'respond-async;wait=', 'return=minimal', 'handling=lenient, respond-async', ',']
  await all(prefer, prefer => recorder.ask(echo, { body: { inputs }, headers: { prefer } }))
  const { json } = await recorder.ask('POST /processes/hold/execution', { body: {}, headers: { prefer: 'wait=0' } })
  await all(['/results', '/results/message'], path => recorder.ask(`GET /jobs/${member(json, 'jobID')}${path}`))
}

/** Bodies that are not execute requests, and unknown processes. */
async function refusals (recorder: Recorder): Promise<void> {
  await all(['text/plain', 'application/xml'], type => recorder.ask(echo, { body: 'text', headers: { 'content-type': type } }))
  await recorder.ask(echo, { body: { inputs: { message: 'x'.repeat(2 ** 21) } } })
  await all(['none', 'a%2Fb'], id => recorder.ask(`POST /processes/${id}/execution`, { body: { inputs } }))
  await recorder.ask('POST /processes/hold/execution', { body: { inputs: { progress: 100 } } })
  await recorder.ask('POST /processes/fail/execution', { body: { inputs: { after: -1 } } })
}

async function failures (recorder: Recorder): Promise<void> {
  const body = { inputs: { after: 0, reason: 'The disk is full.' } }
  await all(accepts, accept => recorder.ask('POST /processes/fail/execution', { accept, body }))
  const { json } = await recorder.ask('POST /processes/fail/execution', { body, headers: asynchronous })
  const job = `/jobs/${member(json, 'jobID')}`
  await all(['', '/results', '/results/message'], path => recorder.ask(`GET ${job}${path}`))
}

/** A synchronous execution that is dismissed by another client. */
async function dismissedWhileWaiting (recorder: Recorder): Promise<void> {
  const waiting = recorder.ask('POST /processes/hold/execution', { body: { inputs: { progress: 7 } } })
  for (let tries = 0; tries < 40; tries++) {
    const { json } = await recorder.ask('GET /jobs?status=running&processID=hold&limit=1')
    const [job] = Object(member(json, 'jobs')) as unknown[]
    if (member(job, 'progress') === 7) await recorder.ask(`DELETE /jobs/${member(job, 'jobID')}`)
    if (await Promise.race([waiting, sleep(50)])) return
  }
}

/** A server whose store is full. */
export async function fullStore (recorder: Recorder): Promise<void> {
  await all([{}, asynchronous], headers => recorder.ask(echo, { body: { inputs }, headers }))
}
