import type { Exchange } from '../exchange.ts'
import { allOrReason, launchOne, launchSeveral, lookUp } from './launch.ts'
import { groupUrl, jobUrl, type TatorSubject } from './subject.ts'

/** A job and the answer to reading it. */
interface JobAnswer { readonly id: string, readonly answer: Exchange }

/** The exchanges around the deletion of a group. */
export interface GroupSequence {
  readonly size: number
  readonly group: string
  readonly first: Exchange
  /** The group's jobs afterwards; if jobs can be read, the group's list too. */
  readonly members: readonly JobAnswer[]
  readonly listAfter?: Exchange
  readonly second: Exchange
  /** Jobs of another similar group, and one that is alone in its group. */
  readonly others: readonly JobAnswer[]
}

/** A group of which one job was deleted. */
export interface PartialGroupSequence {
  readonly size: number
  /** DELETE of one job. */
  readonly one: Exchange
  /** The others right after it; empty if jobs cannot be read. */
  readonly others: readonly JobAnswer[]
  readonly rest: Exchange
  readonly members: readonly JobAnswer[]
}

/** A group of which one job was deleted, and the others read afterwards. */
export interface NeighbourSequence {
  readonly one: Exchange
  readonly others: readonly JobAnswer[]
}

const lookUpAll = async (subject: TatorSubject, ids: readonly string[]): Promise<JobAnswer[]> => await Promise.all(ids.map(async id => ({ id, answer: await lookUp(subject, id) })))

export const runGroupSequence = (subject: TatorSubject): Promise<GroupSequence | string> => subject.once('group', async () => {
  const { client, dialect: { canRead } } = subject
  const found = allOrReason([await launchSeveral(subject), await launchSeveral(subject), await launchOne(subject)])
  if (typeof found === 'string') return found
  const [target, similar, single] = found
  const url = groupUrl(subject, target.group)
  const first = await client.delete(url)
  const listAfter = canRead ? await client.get(url) : undefined
  return {
    size: target.ids.length,
    group: target.group,
    first,
    members: await lookUpAll(subject, target.ids),
    ...(listAfter !== undefined && { listAfter }),
    second: await client.delete(url),
    others: await lookUpAll(subject, [...similar.ids, single.id])
  }
})

export const runPartialGroupSequence = (subject: TatorSubject): Promise<PartialGroupSequence | string> => subject.once('part of a group', async () => {
  const target = await launchSeveral(subject)
  if (typeof target === 'string') return target
  const [first = '', ...rest] = target.ids
  return {
    size: target.ids.length,
    one: await subject.client.delete(jobUrl(subject, first)),
    others: subject.dialect.canRead ? await lookUpAll(subject, rest) : [],
    rest: await subject.client.delete(groupUrl(subject, target.group)),
    members: await lookUpAll(subject, target.ids)
  }
})

export const runNeighbourSequence = (subject: TatorSubject): Promise<NeighbourSequence | string> => subject.once('neighbours', async () => {
  const target = await launchSeveral(subject)
  if (typeof target === 'string') return target
  const [first = '', ...rest] = target.ids
  return { one: await subject.client.delete(jobUrl(subject, first)), others: await lookUpAll(subject, rest) }
})
