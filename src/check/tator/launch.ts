import { asText, type Exchange, jsonOf, membersOf } from '../exchange.ts'
import { poll } from '../poll.ts'
import { groupUrl, isSuccess, jobUrl, type LaunchedGroup, restUrl, type TatorSubject } from './subject.ts'

export type LaunchContext = Pick<TatorSubject, 'client' | 'address' | 'dialect' | 'settings' | 'launchedGroups'>

/** What to launch; absent members come from the options. */
interface Launch {
  readonly algorithm?: string
  readonly media?: readonly number[]
}

/** The answer to a launch, on the given media or on all of the options. */
export async function sendLaunch (subject: LaunchContext, { algorithm = subject.settings.algorithm, media = subject.settings.media }: Launch = {}, client = subject.client): Promise<{ readonly answer: Exchange, readonly group: LaunchedGroup | undefined }> {
  const { dialect, settings: { project } } = subject
  const answer = await client.send('POST', restUrl(subject, dialect.launchPath(project)), { body: dialect.launchBody(algorithm, media) })
  return { answer, group: noteLaunched(subject, answer) }
}

/** The jobs in an answer, noted for clean-up; undefined if it names none. */
export function noteLaunched ({ dialect, launchedGroups }: LaunchContext, answer: Exchange): LaunchedGroup | undefined {
  const jobs = isSuccess(answer) ? dialect.readLaunch(answer) : undefined
  if (jobs === undefined || jobs.group === '') return undefined
  const group = { ...jobs, launch: answer }
  launchedGroups.push(group)
  return group
}

/** The jobs of a launch; undefined if the answer names none. */
export const launch = async (subject: LaunchContext, options?: Launch): Promise<LaunchedGroup | undefined> => (await sendLaunch(subject, options)).group

/** All results; or the first reason why one is missing. */
export const allOrReason = <const Found extends readonly unknown[]>(found: Found): { readonly [Place in keyof Found]: Exclude<Found[Place], string> } | string =>
  found.find(one => typeof one === 'string') ?? found as { readonly [Place in keyof Found]: Exclude<Found[Place], string> }

export const noJob = 'A launch was answered, and created no job.'

/** One job that is alone in its group; or why there is none. */
export async function launchOne (subject: LaunchContext, algorithm?: string): Promise<{ readonly id: string, readonly group: LaunchedGroup } | string> {
  const group = await launch(subject, { media: subject.settings.media.slice(0, 1), ...(algorithm !== undefined && { algorithm }) })
  const [id] = group?.ids ?? []
  return group === undefined || id === undefined ? noJob : { id, group }
}

/** A group of at least two jobs; or why there is none. */
export async function launchSeveral (subject: LaunchContext): Promise<LaunchedGroup | string> {
  const group = await launch(subject)
  if (group === undefined) return noJob
  return group.ids.length < 2 ? `A launch on ${subject.settings.media.length} media created ${group.ids.length} job: name more media with --media.` : group
}

/** Whether a job exists: by GET, or by a DELETE that removes it if the dialect cannot read jobs. */
export const lookUp = (subject: Pick<TatorSubject, 'client' | 'address' | 'dialect'>, id: string): Promise<Exchange> =>
  subject.client.send(subject.dialect.canRead ? 'GET' : 'DELETE', jobUrl(subject, id))

export const statusOf = (exchange: Exchange): string | undefined => asText(membersOf(exchange)['status'])

/** The jobs of a list by id; undefined if it is not a list. */
export function jobsOf (exchange: Exchange): ReadonlyMap<string, unknown> | undefined {
  const list = jsonOf(exchange)
  return Array.isArray(list) ? new Map(list.map(job => [String(Object(job).uid), job])) : undefined
}

/** Reads a job until it has this status or a later one; returns the last answer. */
export async function waitFor (subject: TatorSubject, id: string, status: string): Promise<Exchange> {
  const order = ['Pending', 'Running', 'Succeeded']
  let last = await lookUp(subject, id)
  const isDone = () => !order.slice(0, order.indexOf(status === 'Failed' ? 'Succeeded' : status)).includes(String(statusOf(last)))
  await poll(subject.settings.timeout, async () => {
    if (!isDone()) last = await lookUp(subject, id)
    return isDone() ? true : undefined
  })
  return last
}

/** Deletes what is left of launched jobs. */
export async function cleanUp (subject: LaunchContext): Promise<void> {
  const { client, launchedGroups } = subject
  await Promise.all(launchedGroups.map(({ group }) => client.delete(groupUrl(subject, group))))
}
