/** How much is measured. */
export interface Effort {
  /** How many times the servers are started anew. */
  readonly times: number
  /** How many pairs of rounds are measured each time. */
  readonly pairs: number
  /** Milliseconds of a round that reads. */
  readonly round: number
  /** How many jobs a round dismisses. */
  readonly dismissals: number
  /** How many answers a server gives before it counts: until then it is still being compiled. */
  readonly warmUp: number
  /** How many starts are compared. */
  readonly starts: number
  /** How many jobs are many. */
  readonly many: number
}

export const full: Effort = { times: 3, pairs: 15, round: 150, dismissals: 2500, warmUp: 30_000, starts: 11, many: 1_000_000 }
/** Good enough to see what a change did, not to publish. */
export const quick: Effort = { times: 1, pairs: 12, round: 120, dismissals: 2500, warmUp: 20_000, starts: 5, many: 100_000 }
