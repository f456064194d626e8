import type { TatorDialect as DialectName } from '../../../../schemas/control/settings.ts'
import { asList, asText, type Exchange, type Members, membersOf } from '../../exchange.ts'

/** Jobs launched together. */
export interface LaunchedJobs {
  readonly ids: readonly string[]
  readonly group: string
}

/** Answers to GET of routes, by which dialects are distinguished. */
export interface Routes {
  readonly jobs: Exchange
  readonly algorithmLaunch: Exchange
}

/** Reasons for a refusal. */
export type RefusalReason = 'unauthenticated' | 'forbidden' | 'wrongMethod' | 'notAcceptable' | 'badRequest' | 'noSuchJob' | 'noSuchProject' | 'noSuchAlgorithm'

/** The refusal of a dialect: its status, and the body member with the reason. */
interface Refusal {
  readonly status: number
  readonly member: 'message' | 'detail'
}

/** A version of the Job API: its requests and its answers. */
export interface TatorDialect {
  readonly name: DialectName
  /** Whether a server with these routes has this dialect. */
  speaks (routes: Routes): boolean
  /** Paths below `/rest`. */
  launchPath (project: number): string
  groupPath (project: number, group: string): string
  launchBody (algorithm: string, media: readonly number[]): Members
  /** The jobs of a launch; undefined if the answer does not name them. */
  readLaunch (answer: Exchange): LaunchedJobs | undefined
  /** The schema of a launch's answer. */
  readonly launchSchema: string
  /** Whether jobs can be read: `GET Job/{uid}` and `GET Jobs/{project}`. */
  readonly canRead: boolean
  /** Whether a job names its media. */
  readonly namesMedia: boolean
  /** Whether `POST Transcode/{project}` lets the caller choose the ids. */
  readonly hasTranscode: boolean
  /** Statuses of a DELETE that deleted something. */
  readonly deletedStatuses: readonly number[]
  /** Whether ended jobs can be deleted. */
  readonly deletesEnded: boolean
  /** Statuses of DELETE for a group without jobs; a 200 says that no job was deleted. */
  readonly emptyGroupStatuses: readonly number[]
  /** Statuses of GET for a group that never existed; 200 is an empty list. */
  readonly unknownGroupStatuses: readonly number[]
  readonly refusals: Readonly<Record<RefusalReason, Refusal>>
}

/** Whether a route exists, whatever its answer. */
export const isRoute = ({ status }: Exchange): boolean => status !== 404 && status !== 0

/** Reads the answer to a launch that has ids and group under these names. */
export const createLaunchReader = (idsName: string, groupName: string): TatorDialect['readLaunch'] => answer => {
  const { [idsName]: ids, [groupName]: group } = membersOf(answer)
  return asText(group) === undefined || !Array.isArray(ids) ? undefined : { ids: asList(ids).map(String), group: String(group) }
}
