import { type Static, type TString, Type } from '@sinclair/typebox'
import { dismissPolicies } from '../../src/jobs/dismissal.ts'
import { jobStatuses } from '../../src/jobs/job.ts'
import { tatorDialects } from '../control/settings.ts'
import { stringEnum } from '../string-enum.ts'

/** `must`, `should` and `may` as in the standard; `observed`: behaviour that the standard leaves open. */
const levels = ['must', 'should', 'may', 'observed'] as const
export type Level = typeof levels[number]

const verdicts = ['passed', 'failed', 'skipped'] as const
export type Verdict = typeof verdicts[number]

export const checkedApis = ['ogc', 'tator'] as const
export type CheckedApi = typeof checkedApis[number]

const Headers = Type.Record(Type.String(), Type.String())

/** A request and its answer. */
const ReportedExchange = Type.Object({
  method: Type.String(),
  url: Type.String(),
  requestHeaders: Headers,
  requestBody: Type.Optional(Type.String()),
  status: Type.Integer({ description: '0 if no answer came' }),
  headers: Headers,
  body: Type.String({ description: 'a long body is cut' }),
  error: Type.Optional(Type.String({ description: 'why no answer came' })),
  curl: Type.String({ description: 'the request as a command for a shell; secrets are left out' })
}, { additionalProperties: false })
export type ReportedExchange = Static<typeof ReportedExchange>

const CheckResult = Type.Object({
  id: Type.String({ description: 'a stable name, such as dismiss/running/status' }),
  requirement: Type.String({ description: 'the requirement, abstract test or source that the check is about' }),
  level: stringEnum(levels),
  sentence: Type.String({ description: 'what is expected' }),
  verdict: stringEnum(verdicts),
  detail: Type.String({ description: 'failed: what came and what was expected; skipped: why; passed: what was seen, or nothing' }),
  exchanges: Type.Array(ReportedExchange)
}, { additionalProperties: false })
export type CheckResult = Static<typeof CheckResult>

const seen = Type.String({ description: 'what the server did; empty if the state was not reached' })

/** A cell for each of these columns. */
const cellsOf = <const Name extends string>(names: readonly Name[]): Record<Name, TString> => Object.fromEntries(names.map(name => [name, Type.String()])) as Record<Name, TString>

/** The answers to the first DELETE of a job in a state, and to the next GET. */
const DismissalRow = Type.Object({ state: stringEnum(jobStatuses), subject: seen, ...cellsOf(dismissPolicies) }, { additionalProperties: false })

/** The states of a Tator job, or of all jobs of a group, at a DELETE. */
export const deletionStates = ['Pending', 'Running', 'Succeeded', 'Failed', 'group'] as const
export type DeletionState = typeof deletionStates[number]

/** The answers to a first and a second DELETE, with a column for each dialect of Tator. */
const DeletionRow = Type.Object({ state: stringEnum(deletionStates), subject: seen, ...cellsOf(tatorDialects) }, { additionalProperties: false })

const FamilyRow = Type.Union([DismissalRow, DeletionRow])
export type FamilyRow = Static<typeof FamilyRow>

const families = [...dismissPolicies, ...tatorDialects] as const

const count = Type.Integer({ minimum: 0 })

/** The findings of `jobdouble check` about a server. */
export const Report = Type.Object({
  subject: Type.String({ description: 'the address that was judged' }),
  api: stringEnum(checkedApis),
  dialect: Type.Optional(stringEnum(tatorDialects, { description: 'the version of Tator\'s API that the server speaks' })),
  summary: Type.Object({ passed: count, failed: count, skipped: count }, { additionalProperties: false }),
  family: Type.Unsafe<typeof families[number] | null>({ enum: [...families, null], description: 'a dismiss policy, or of Tator a dialect; null: none of them, or unknown' }),
  table: Type.Array(FamilyRow),
  checks: Type.Array(CheckResult)
}, { additionalProperties: false })
export type Report = Static<typeof Report>
