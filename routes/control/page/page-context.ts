import type { World } from '../../../src/world/world.ts'
import type { ComparisonContext } from '../compare-dismissals.ts'
import type { PageView } from './permalink.ts'
import type { Matrix } from './comparison/matrix.ts'
import type { Ghost } from './world/ghosts.ts'
import type { JournalEntry } from '../../../src/world/journal.ts'
import type { Job } from '../../../src/jobs/job.ts'

/** The content of the page, and the targets of its links and forms. */
export interface PageContext {
  readonly world: World
  readonly view: PageView
  /** The address of another view of the same state. */
  readonly href: (view: PageView) => string
  /** The address for forms; absent if the page shows a temporary copy. */
  readonly target: string | undefined
  /** The address of the APIs, for links. */
  readonly apis: string
  readonly comparison: ComparisonContext
  /** The matrix, from the cache if it was computed before. */
  readonly matrix: (find: () => Promise<Matrix>) => Promise<Matrix>
  /** Jobs that were shown before and no longer exist. */
  readonly ghosts: (shownJobs: readonly Job[], entries: readonly JournalEntry[]) => readonly Ghost[]
}
