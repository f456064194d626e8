import type { Report } from '../../../schemas/check/report.ts'
import type { CheckOptions } from '../options.ts'
import { httpChecks } from '../http-checks.ts'
import { runChecks } from '../run-checks.ts'
import type { JudgedServer } from '../report/to-report.ts'
import { accessChecks } from './checks/access.ts'
import { deletionChecks } from './checks/deletion.ts'
import { errorChecks } from './checks/errors.ts'
import { groupChecks } from './checks/groups.ts'
import { jobChecks } from './checks/jobs.ts'
import { laterChecks, watchDeletion } from './checks/later.ts'
import { launchChecks } from './checks/launch.ts'
import { raceChecks } from './checks/races.ts'
import { requestChecks } from './checks/requests.ts'
import { unknownChecks } from './checks/unknown.ts'
import { initialStates, runDeletionSequence } from './deletion-sequence.ts'
import { discover } from './discover.ts'
import { familyOf, familyTable, toObservedAnswers } from './family.ts'
import { runGroupSequence } from './group-sequences.ts'
import { cleanUp } from './launch.ts'
import type { TatorSubject } from './subject.ts'
import type { TatorCheck } from './tator-check.ts'

/** In order: checks that wait come late, and checks of all answers come last. */
export const tatorChecks: readonly TatorCheck[] = [
  ...launchChecks, ...groupChecks, ...unknownChecks, ...requestChecks, ...accessChecks, ...raceChecks, ...deletionChecks, ...laterChecks, ...jobChecks, ...errorChecks, ...httpChecks
]

/** Judges a server of Tator's Job API. @throws UnreachableError */
export async function checkTator (url: string, checks: readonly TatorCheck[], options: CheckOptions): Promise<JudgedServer> {
  const subject = await discover(url, options)
  const { address, dialect } = subject
  try {
    const applicableChecks = checks.filter(({ appliesTo }) => appliesTo?.(dialect) ?? true)
    const judgesDeletion = applicableChecks.some(({ id }) => id.startsWith('delete/') || id.startsWith('group/'))
    // Checks that wait start early, and others run meanwhile.
    const sequences = judgesDeletion ? initialStates.map(state => runDeletionSequence(subject, state)) : []
    if (applicableChecks.some(({ id }) => id.startsWith('later/'))) void watchDeletion(subject)
    const judged = await runChecks(applicableChecks, subject, () => undefined)
    const table = await tableOf(subject, sequences)
    return { subject: address, dialect: dialect.name, checks: judged, family: familyOf(table, dialect.name), table }
  } finally {
    await cleanUp(subject)
  }
}

async function tableOf (subject: TatorSubject, sequences: readonly ReturnType<typeof runDeletionSequence>[]): Promise<Report['table']> {
  if (sequences.length === 0) return familyTable({})
  const results = (await Promise.all(sequences)).filter(sequence => typeof sequence !== 'string')
  return familyTable(toObservedAnswers(results, await runGroupSequence(subject)))
}
