/** Something that a client deployed or replaced, and what became of it. */
export interface Deployment {
  /** As whoever holds, releases or ends it calls it. */
  readonly id: string
  /** The id of the process. */
  readonly process: string
  readonly action: 'deploy' | 'replace'
  readonly status: 'queued' | 'deployed' | 'failed'
  /** Epoch milliseconds of the world's clock. */
  readonly submitted: number
  /** When it is deployed or fails, in epoch milliseconds; absent for one that is held. */
  readonly due?: number
  /** How many milliseconds are left for one that is held. */
  readonly left?: number
  /** Why it failed. */
  readonly reason?: string
}

/** Where it stands at an instant, if nothing but time passes. */
export const isDue = ({ status, due = Infinity }: Deployment, now: number): boolean => status === 'queued' && due <= now

export function holdDeployment ({ due, ...deployment }: Deployment, now: number): Deployment {
  return due === undefined ? deployment : { ...deployment, left: Math.max(0, due - now) }
}

export function releaseDeployment ({ left, ...deployment }: Deployment, now: number): Deployment {
  return left === undefined ? deployment : { ...deployment, due: now + left }
}
