import { Client } from '../client.ts'
import { answerOf, type Exchange, nameOf } from '../exchange.ts'
import { createOnce } from '../once.ts'
import { type CheckOptions, defaults, UnreachableError } from '../options.ts'
import { dialectNames, dialects } from './dialects/all.ts'
import type { Routes } from './dialects/dialect.ts'
import { sendLaunch } from './launch.ts'
import { authorization, restUrl, type TatorSettings, type TatorSubject } from './subject.ts'

/** Finds out the dialect of a server, and whether the given algorithms can be launched. @throws UnreachableError */
export async function discover (url: string, options: CheckOptions): Promise<TatorSubject> {
  const settings = { ...defaults, ...options } as TatorSettings
  const client = new Client({ headers: { ...options.headers, authorization: authorization(settings.token) }, timeout: settings.timeout })
  const address = url.replace(/[?#].*$/, '').replace(/\/+$/, '').replace(/\/rest$/, '')
  const routes = await routesOf(client, address, settings.project)
  const dialect = dialects.find(dialect => dialect.speaks(routes))
  if (dialect === undefined) throw new UnreachableError(`${address} speaks no known dialect of Tator (${dialectNames.join(', ')}): ${[routes.jobs, routes.algorithmLaunch].map(words).join(', and ')}. Name the address before /rest, and an existing project.`)
  const subject: TatorSubject = { client, settings, address, dialect, launchedGroups: [], once: createOnce() }
  for (const algorithm of [settings.algorithm, settings.quickAlgorithm, settings.failingAlgorithm]) if (algorithm !== undefined) await tryAlgorithm(subject, algorithm)
  return subject
}

const words = (exchange: Exchange): string => `${nameOf(exchange)} was answered with ${answerOf(exchange)}`

async function routesOf (client: Client, address: string, project: number): Promise<Routes> {
  const [jobs, algorithmLaunch] = await Promise.all(['Jobs', 'AlgorithmLaunch'].map(route => client.get(restUrl({ address }, `${route}/${project}`)))) as [Exchange, Exchange]
  if (jobs.error !== undefined) throw new UnreachableError(`${address} cannot be reached: ${jobs.error}.`)
  const refused = [jobs, algorithmLaunch].find(({ status }) => [400, 401, 403].includes(status))
  if (refused !== undefined && !/method/i.test(refused.body)) throw new UnreachableError(`The token was refused: ${words(refused)}, ${refused.body.slice(0, 200)}`)
  return { jobs, algorithmLaunch }
}

/** An algorithm that cannot be launched cannot be judged; an odd answer is judged. */
async function tryAlgorithm (subject: TatorSubject, algorithm: string): Promise<void> {
  const { answer } = await sendLaunch(subject, { algorithm, media: subject.settings.media.slice(0, 1) })
  if (answer.status < 400) return
  throw new UnreachableError(`The algorithm ${JSON.stringify(algorithm)} cannot be launched in project ${subject.settings.project}: ${words(answer)}, ${answer.body.slice(0, 200)}`)
}
