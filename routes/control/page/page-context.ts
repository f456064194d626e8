import type { World } from '../../../src/world/world.ts'
import type { ComparisonContext } from '../compare-dismissals.ts'
import type { View } from './permalink.ts'
import type { Matrix } from './story/matrix.ts'
import type { Ghost } from './world/ghosts.ts'
import type { JournalEntry } from '../../../src/world/journal.ts'
import type { Job } from '../../../src/jobs/job.ts'

/** What the page shows, and where its links and forms lead. */
export interface PageContext {
  readonly world: World
  readonly view: View
  /** The page that looks at something else in the same situation. */
  readonly href: (view: View) => string
  /** Where forms are sent; absent where the world only looks like this. */
  readonly target: string | undefined
  /** Where the APIs are, for links. */
  readonly apis: string
  readonly comparison: ComparisonContext
  /** The matrix, kept where it has been found out before. */
  readonly matrix: (find: () => Promise<Matrix>) => Promise<Matrix>
  /** Jobs that were shown and are not there any more, now that these are shown. */
  readonly ghosts: (shown: readonly Job[], entries: readonly JournalEntry[]) => readonly Ghost[]
}
