/** What a dismissal must do, written out from the documents; nothing here is taken from the product. */
export type Policy = 'retain' | 'remove' | 'gone'
export type Dialect = '2020-05' | '1.5'
export type State = 'running' | 'successful' | 'dismissed' | 'unknown'
export type Operation = 'ogc-delete' | 'ogc-get' | 'tator-delete' | 'tator-get' | 'succeed'

/** What is answered, as a status with the job's status where the answer has one; and the state that is left. */
type Outcome = readonly [answer: string, left: State]
export type Table = Readonly<Record<Operation, Readonly<Record<State, Outcome>>>>

type Row = Readonly<Record<State, Outcome>>
const unknown: Outcome = ['404', 'unknown']
const none: Row = { running: ['404', 'running'], successful: ['404', 'successful'], dismissed: ['404', 'dismissed'], unknown }

const ogcDelete: Readonly<Record<Policy, Row>> = {
  retain: { running: ['200 dismissed', 'dismissed'], successful: ['200 dismissed', 'unknown'], dismissed: ['200 dismissed', 'unknown'], unknown },
  remove: { running: ['200 dismissed', 'unknown'], successful: ['200 dismissed', 'unknown'], dismissed: ['200 dismissed', 'unknown'], unknown },
  gone: { running: ['200 dismissed', 'dismissed'], successful: ['200 dismissed', 'dismissed'], dismissed: ['410', 'dismissed'], unknown }
}
const stays: Readonly<Record<Policy, State>> = { retain: 'dismissed', remove: 'unknown', gone: 'dismissed' }
const finishedLeaves: Readonly<Record<Policy, State>> = { retain: 'unknown', remove: 'unknown', gone: 'dismissed' }

const tatorDelete = (policy: Policy, dialect: Dialect): Row => ({
  ...none,
  running: ['200', stays[policy]],
  ...dialect === '1.5' && { successful: ['200', finishedLeaves[policy]] as const }
})

const tatorGet: Readonly<Record<Dialect, Row>> = {
  '2020-05': { running: ['405', 'running'], successful: ['405', 'successful'], dismissed: ['405', 'dismissed'], unknown: ['405', 'unknown'] },
  1.5: { ...none, running: ['200 Running', 'running'], successful: ['200 Succeeded', 'successful'] }
}

export const tableOf = (policy: Policy, dialect: Dialect): Table => ({
  'ogc-delete': ogcDelete[policy],
  'ogc-get': { running: ['200 running', 'running'], successful: ['200 successful', 'successful'], dismissed: ['200 dismissed', 'dismissed'], unknown },
  'tator-delete': tatorDelete(policy, dialect),
  'tator-get': tatorGet[dialect],
  succeed: { running: ['200 successful', 'successful'], successful: ['409', 'successful'], dismissed: ['409', 'dismissed'], unknown }
})
