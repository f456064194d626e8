/** A deployment or replacement by a client, and its outcome. */
export interface Deployment {
  /** The id under which it is held, released or ended. */
  readonly id: string
  /** The id of the process. */
  readonly process: string
  readonly action: 'deploy' | 'replace'
  readonly status: 'queued' | 'deployed' | 'failed'
  /** Epoch milliseconds of the world's clock. */
  readonly submitted: number
  /** When it completes, in epoch milliseconds; absent while it is held. */
  readonly due?: number
  /** Milliseconds left for one that is held. */
  readonly left?: number
  /** Why it failed. */
  readonly reason?: string
}

/** Whether it is queued and due at this instant. */
export const isDue = ({ status, due = Infinity }: Deployment, now: number): boolean => status === 'queued' && due <= now

export function holdDeployment ({ due, ...deployment }: Deployment, now: number): Deployment {
  return due === undefined ? deployment : { ...deployment, left: Math.max(0, due - now) }
}

export function releaseDeployment ({ left, ...deployment }: Deployment, now: number): Deployment {
  return left === undefined ? deployment : { ...deployment, due: now + left }
}
