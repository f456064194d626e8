import type { DismissPolicy } from '../jobs/dismissal.ts'

export const ogcDialects = ['1.0', '2.0-draft'] as const
export type OgcDialect = typeof ogcDialects[number]

export const tatorDialects = ['2020-05', '1.5'] as const
export type TatorDialect = typeof tatorDialects[number]

/** How a world behaves. */
export interface Settings {
  /** The version of OGC API – Processes. */
  readonly ogc: OgcDialect
  /** What stays visible after a dismissal. */
  readonly dismiss: DismissPolicy
  /** The version of Tator's API. */
  readonly tator: TatorDialect
  /** Status of a successful DELETE in 2020-05: 200 as the server did, or the 204 it documented, which carries no message. */
  readonly tatorDeleteStatus: 200 | 204
  /** Answer for an id that is not known in 2020-05: 404 as documented, or the 500 of the real server of May 2020. */
  readonly tatorUnknown: 404 | 500
  /** Whether a key without `Token ` before it is accepted, as the client's own documentation sends it, or refused as the real server does. */
  readonly tatorBareKey: 'accept' | 'refuse'
}

export const defaultSettings: Settings = {
  ogc: '1.0',
  dismiss: 'retain',
  tator: '2020-05',
  tatorDeleteStatus: 200,
  tatorUnknown: 404,
  tatorBareKey: 'accept'
}
