import type { TatorDialect as DialectName } from '../../../../schemas/control/settings.ts'
import { asList, asText, type Exchange, type Members, membersOf } from '../../exchange.ts'

/** What was launched together. */
export interface LaunchedJobs {
  readonly ids: readonly string[]
  readonly group: string
}

/** What GET of routes was answered with that not every dialect has. */
export interface Routes {
  readonly jobs: Exchange
  readonly algorithmLaunch: Exchange
}

/** Why a request is refused. */
export type Refusal = 'unauthenticated' | 'forbidden' | 'wrongMethod' | 'notAcceptable' | 'badRequest' | 'noSuchJob' | 'noSuchProject' | 'noSuchAlgorithm'

/** How a dialect words a refusal: its status, and the member of the body that says why. */
interface Wording {
  readonly status: number
  readonly member: 'message' | 'detail'
}

/** A version of the Job API: how it is spoken, and what it answers. */
export interface TatorDialect {
  readonly name: DialectName
  /** Whether a server with these routes speaks it. */
  speaks (routes: Routes): boolean
  /** Paths are those below `/rest`. */
  launchPath (project: number): string
  groupPath (project: number, group: string): string
  launchBody (algorithm: string, media: readonly number[]): Members
  /** The jobs that a launch was answered with; undefined if it does not say them. */
  launched (answer: Exchange): LaunchedJobs | undefined
  /** The schema of the answer to a launch. */
  readonly launchSchema: string
  /** Whether jobs can be read: `GET Job/{uid}` and `GET Jobs/{project}`. */
  readonly canRead: boolean
  /** Whether a job says on which media it works. */
  readonly saysMedia: boolean
  /** Whether the caller of `POST Transcode/{project}` chooses the ids. */
  readonly hasTranscode: boolean
  /** What answers a DELETE that deleted something. */
  readonly deleted: readonly number[]
  /** Whether a job that has ended is there to be deleted. */
  readonly deletesEnded: boolean
  /** What answers DELETE of a group that has no jobs: 200 says that none was deleted. */
  readonly emptyGroup: readonly number[]
  /** What may answer GET of a group that never existed; 200 is an empty list. */
  readonly unknownGroupList: readonly number[]
  readonly wordings: Readonly<Record<Refusal, Wording>>
}

/** Whether a route is there, whatever it said. */
export const isRoute = ({ status }: Exchange): boolean => status !== 404 && status !== 0

/** Reads the answer to a launch that has ids and their group as members of these names. */
export const launchedAs = (idsName: string, groupName: string): TatorDialect['launched'] => answer => {
  const { [idsName]: ids, [groupName]: group } = membersOf(answer)
  return asText(group) === undefined || !Array.isArray(ids) ? undefined : { ids: asList(ids).map(String), group: String(group) }
}
