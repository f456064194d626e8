/** The required effect of a dismissal, written from the documents, independent of the product. */
export type Policy = 'retain' | 'remove' | 'gone' | 'refuse'
export type Dialect = '2020-05' | '1.5'
/** `pending`: dismissed, without effect so far. */
export type State = 'running' | 'pending' | 'successful' | 'dismissed' | 'unknown'
/** `later`: the clock moves until everything has taken effect. */
export type Operation = 'ogc-delete' | 'ogc-get' | 'tator-delete' | 'tator-get' | 'succeed' | 'later'

/** The answer, as a status with the job's status if it has one; and the resulting state. */
type Outcome = readonly [answer: string, left: State]
export type Table = Readonly<Record<Operation, Readonly<Record<State, Outcome>>>>

type Row = Readonly<Record<State, Outcome>>
const unknown: Outcome = ['404', 'unknown']
/** If a dismissal takes effect at once, no state is pending. */
const never: Outcome = ['', 'pending']
const none: Row = { running: ['404', 'running'], pending: ['404', 'pending'], successful: ['404', 'successful'], dismissed: ['404', 'dismissed'], unknown }

const ogcDelete: Readonly<Record<Policy, Row>> = {
  retain: { running: ['200 dismissed', 'dismissed'], pending: never, successful: ['200 dismissed', 'unknown'], dismissed: ['200 dismissed', 'unknown'], unknown },
  remove: { running: ['200 dismissed', 'unknown'], pending: never, successful: ['200 dismissed', 'unknown'], dismissed: ['200 dismissed', 'unknown'], unknown },
  gone: { running: ['200 dismissed', 'dismissed'], pending: never, successful: ['200 dismissed', 'dismissed'], dismissed: ['410', 'dismissed'], unknown },
  refuse: { running: ['202', 'pending'], pending: ['202', 'pending'], successful: ['400', 'successful'], dismissed: ['400', 'dismissed'], unknown }
}
const stays: Readonly<Record<Policy, State>> = { retain: 'dismissed', remove: 'unknown', gone: 'dismissed', refuse: 'pending' }
const finished: Readonly<Record<Policy, Outcome>> = { retain: ['200', 'unknown'], remove: ['200', 'unknown'], gone: ['200', 'dismissed'], refuse: ['400', 'successful'] }

const tatorDelete = (policy: Policy, dialect: Dialect): Row => ({
  ...none,
  running: ['200', stays[policy]],
  pending: ['200', 'pending'],
  ...dialect === '1.5' && { successful: finished[policy] }
})

const tatorGet: Readonly<Record<Dialect, Row>> = {
  '2020-05': { running: ['405', 'running'], pending: ['405', 'pending'], successful: ['405', 'successful'], dismissed: ['405', 'dismissed'], unknown: ['405', 'unknown'] },
  1.5: { ...none, running: ['200 Running', 'running'], pending: ['200 Running', 'pending'], successful: ['200 Succeeded', 'successful'] }
}

export const tableOf = (policy: Policy, dialect: Dialect): Table => ({
  'ogc-delete': ogcDelete[policy],
  'ogc-get': { running: ['200 running', 'running'], pending: ['200 running', 'pending'], successful: ['200 successful', 'successful'], dismissed: ['200 dismissed', 'dismissed'], unknown },
  'tator-delete': tatorDelete(policy, dialect),
  'tator-get': tatorGet[dialect],
  succeed: { running: ['200 successful', 'successful'], pending: ['200 successful', 'successful'], successful: ['409', 'successful'], dismissed: ['409', 'dismissed'], unknown },
  later: { running: ['', 'running'], pending: ['', 'dismissed'], successful: ['', 'successful'], dismissed: ['', 'dismissed'], unknown: ['', 'unknown'] }
})
