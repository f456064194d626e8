/** Jobs in every state: what can be read of them, with every method and Accept, and what a dismissal leaves. */
import { all, type Recorder } from './exchange.ts'
import { accepts, methods } from './resources.ts'
import { outputs } from './echo.ts'
import { jobsOfEach, stateNames } from './seed.ts'

export async function jobStates (recorder: Recorder): Promise<void> {
  await all(stateNames, state => readings(recorder, `/jobs/${state}-0`))
  await all(stateNames, state => all(accepts, accept => dismissals(recorder, `/jobs/${state}-${accepts.indexOf(accept) + 1}`, accept)))
  await all(stateNames, state => dismissals(recorder, `/jobs/${state}-${jobsOfEach - 1}?f=json`, '*/*'))
}

/** Requests that do not dismiss the job. */
async function readings (recorder: Recorder, job: string): Promise<void> {
  const others = methods.filter(method => method !== 'DELETE')
  await all([job, `${job}/results`, `${job}/results/nothing`], path => all(others, method => all(accepts, accept => recorder.ask(`${method} ${path}`, { accept }))))
  await all(['DELETE', 'PUT'], method => all([`${job}/results`, `${job}/results/message`], path => recorder.ask(`${method} ${path}`)))
  await all(outputs, raw => all(accepts, accept => recorder.ask(`GET ${job}/results/${raw}`, { accept, raw })))
}

/** Three DELETEs, each followed by the reads. */
async function dismissals (recorder: Recorder, job: string, accept: string): Promise<void> {
  const [path, query = ''] = job.split(/(?=\?)/)
  await all([1, 2, 3], async () => {
    await recorder.ask(`DELETE ${job}`, { accept })
    await recorder.ask(`GET ${job}`, { accept })
    await recorder.ask(`GET ${path}/results${query}`)
    await recorder.ask(`GET ${path}/results/message${query}`, { raw: 'message' })
    await recorder.ask('GET /jobs?limit=3')
  })
}
