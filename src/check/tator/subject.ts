import type { Client } from '../client.ts'
import type { Exchange } from '../exchange.ts'
import type { CheckOptions, defaults } from '../options.ts'
import type { LaunchedJobs, TatorDialect } from './dialects/dialect.ts'

export type TatorSettings = CheckOptions & Required<Pick<CheckOptions, keyof typeof defaults | 'project' | 'algorithm' | 'token'>>

/** A Tator server under test. */
export interface TatorSubject {
  /** Sends the key of the user who may execute. */
  readonly client: Client
  readonly settings: TatorSettings
  /** The address under test, without a trailing slash. */
  readonly address: string
  readonly dialect: TatorDialect
  /** Launched jobs, in order: no other job is touched. */
  readonly launchedGroups: LaunchedGroup[]
  /** Runs work that several checks share once. */
  once<T> (name: string, work: () => Promise<T>): Promise<T>
}

/** Jobs launched together by the check. */
export interface LaunchedGroup extends LaunchedJobs {
  readonly launch: Exchange
}

type ServerAddress = Pick<TatorSubject, 'address'>

export const restUrl = ({ address }: ServerAddress, path: string): string => `${address}/rest/${path}`

export const jobUrl = (subject: ServerAddress, id: string): string => restUrl(subject, `Job/${encodeURIComponent(id)}`)

export const groupUrl = (subject: Pick<TatorSubject, 'address' | 'dialect' | 'settings'>, group: string): string =>
  restUrl(subject, subject.dialect.groupPath(subject.settings.project, group))

/** The `Authorization` header with a user's key. */
export const authorization = (key: string): string => `Token ${key}`

/** Whether the status is 2xx. */
export const isSuccess = ({ status }: Pick<Exchange, 'status'>): boolean => status >= 200 && status < 300
