import type { Client } from '../client.ts'
import type { Exchange } from '../exchange.ts'
import type { CheckOptions, defaults } from '../options.ts'
import type { LaunchedJobs, TatorDialect } from './dialects/dialect.ts'

export type TatorSettings = CheckOptions & Required<Pick<CheckOptions, keyof typeof defaults | 'project' | 'algorithm' | 'token'>>

/** A server of Tator under check. */
export interface TatorSubject {
  /** Sends with the key of the user who may execute. */
  readonly client: Client
  readonly settings: TatorSettings
  /** The address that was judged, without a trailing slash. */
  readonly address: string
  readonly dialect: TatorDialect
  /** What was launched, in order: only these jobs are touched. */
  readonly launched: LaunchedGroup[]
  /** Work that several checks stand on is done once. */
  once<T> (name: string, work: () => Promise<T>): Promise<T>
}

/** Jobs that the check launched together. */
export interface LaunchedGroup extends LaunchedJobs {
  readonly launch: Exchange
}

type ServerAddress = Pick<TatorSubject, 'address'>

export const restUrl = ({ address }: ServerAddress, path: string): string => `${address}/rest/${path}`

export const jobUrl = (subject: ServerAddress, id: string): string => restUrl(subject, `Job/${encodeURIComponent(id)}`)

export const groupUrl = (subject: Pick<TatorSubject, 'address' | 'dialect' | 'settings'>, group: string): string =>
  restUrl(subject, subject.dialect.groupPath(subject.settings.project, group))

/** As Tator wants the key of a user. */
export const authorization = (key: string): string => `Token ${key}`

/** Whether an answer says that something was done or is there. */
export const isSuccess = ({ status }: Pick<Exchange, 'status'>): boolean => status >= 200 && status < 300
