import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Subject } from './readers.ts'
import type { Request } from './load.ts'
import { once, request, times } from './requests.ts'
import { seed, token } from './seed.ts'
import { Server } from './server.ts'

/** The built program, as users run it. */
export const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

const authorization = { Authorization: `Token ${token}` }

/** Starts the program with a world of no jobs. */
export async function startDouble (...flags: string[]): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'jobdouble-bench-'))
  try {
    const file = join(folder, 'seed.json')
    await writeFile(file, JSON.stringify(seed))
    return await Server.start([cli, 'serve', '--port', '0', '--max-jobs', '3000000', '--seed', file, ...flags])
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Jobs that were launched together. */
export interface Group { readonly id: string, readonly jobs: readonly string[] }

/** Launches `count` jobs that run until they are dismissed, so many in each group. */
export async function launch (double: Server, count: number, perGroup = Math.min(count, 10_000)): Promise<Group[]> {
  const media = Array.from({ length: perGroup }, (_, index) => index + 1)
  const body = JSON.stringify({ algorithm_name: 'endless', media_ids: media })
  const one = request('POST', '/rest/AlgorithmLaunch/1', body, authorization)
  const answers = await double.bodies(once(Array.from({ length: Math.ceil(count / perGroup) }, () => one)))
  return answers.map(answer => {
    const { group_id: id, run_uids: jobs } = JSON.parse(answer)
    return { id, jobs }
  })
}

/** Deletes groups whole, all their jobs in one step each. */
export const deleteGroups = (double: Server, groups: readonly Group[]): Promise<string[]> =>
  double.bodies(once(groups.map(({ id }) => request('DELETE', `/rest/JobGroup/${id}`, '', authorization))))

export const readJob = (id: string): string => request('GET', `/jobs/${id}`)
export const dismissJob = (id: string): string => request('DELETE', `/jobs/${id}`)

/** An asynchronous execution, as a client asks for it. */
export const executeJob = (process: string, inputs: object, headers: Readonly<Record<string, string>> = {}): Request =>
  request('POST', `/processes/${process}/execution`, JSON.stringify({ inputs }), { Prefer: 'respond-async', ...headers })

/** A job that runs until it is dismissed, and one that runs longer than any benchmark (see the seed). */
export const hold = executeJob('hold', {})
export const echo = executeJob('echo', { message: 'hello' })

/** The ids of `count` jobs that this request starts one by one. */
export const executeJobs = async (double: Server, count: number, job: Request): Promise<string[]> =>
  (await double.bodies(times(count, [job]))).map(answer => JSON.parse(answer).jobID)

/** A program with a thousand jobs that this request has started one by one, and requests that read them. */
export async function doubleWithExecutions (job: Request, ...flags: string[]): Promise<Subject> {
  const server = await startDouble(...flags)
  return { server, requests: (await executeJobs(server, 1000, job)).map(readJob) }
}
