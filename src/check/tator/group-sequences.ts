import type { Exchange } from '../exchange.ts'
import { allFound, launchOne, launchSeveral, look } from './launch.ts'
import { groupUrl, jobUrl, type TatorSubject } from './subject.ts'

/** A job and the answer to reading it. */
interface JobAnswer { readonly id: string, readonly answer: Exchange }

/** The exchanges around the deletion of a group. */
export interface GroupStory {
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
export interface PartStory {
  readonly size: number
  /** DELETE of one job. */
  readonly one: Exchange
  /** The others right after it; empty if jobs cannot be read. */
  readonly others: readonly JobAnswer[]
  readonly rest: Exchange
  readonly members: readonly JobAnswer[]
}

/** A group of which one job was deleted, and the others read afterwards. */
export interface NeighbourStory {
  readonly one: Exchange
  readonly others: readonly JobAnswer[]
}

const lookAt = async (subject: TatorSubject, ids: readonly string[]): Promise<JobAnswer[]> => await Promise.all(ids.map(async id => ({ id, answer: await look(subject, id) })))

export const groupStory = (subject: TatorSubject): Promise<GroupStory | string> => subject.once('group', async () => {
  const { client, dialect: { canRead } } = subject
  const found = allFound([await launchSeveral(subject), await launchSeveral(subject), await launchOne(subject)])
  if (typeof found === 'string') return found
  const [mine, alike, alone] = found
  const url = groupUrl(subject, mine.group)
  const first = await client.delete(url)
  const listAfter = canRead ? await client.get(url) : undefined
  return {
    size: mine.ids.length,
    group: mine.group,
    first,
    members: await lookAt(subject, mine.ids),
    ...(listAfter !== undefined && { listAfter }),
    second: await client.delete(url),
    others: await lookAt(subject, [...alike.ids, alone.id])
  }
})

export const partStory = (subject: TatorSubject): Promise<PartStory | string> => subject.once('part of a group', async () => {
  const mine = await launchSeveral(subject)
  if (typeof mine === 'string') return mine
  const [first = '', ...rest] = mine.ids
  return {
    size: mine.ids.length,
    one: await subject.client.delete(jobUrl(subject, first)),
    others: subject.dialect.canRead ? await lookAt(subject, rest) : [],
    rest: await subject.client.delete(groupUrl(subject, mine.group)),
    members: await lookAt(subject, mine.ids)
  }
})

export const neighbourStory = (subject: TatorSubject): Promise<NeighbourStory | string> => subject.once('neighbours', async () => {
  const mine = await launchSeveral(subject)
  if (typeof mine === 'string') return mine
  const [first = '', ...rest] = mine.ids
  return { one: await subject.client.delete(jobUrl(subject, first)), others: await lookAt(subject, rest) }
})
