import type { CancelMethod } from '../../src/world/settings.ts'

/** The address of cancelling, below the job's own, where cancelling is separate from removal. */
export const cancelPaths = { post: '/dismiss', put: '/status' } as const satisfies Partial<Record<CancelMethod, string>>

/** Whether a path of a route or of a description exists in a world with this cancel method. */
export const isCancelPathOf = (method: CancelMethod, path: string): boolean =>
  Object.entries(cancelPaths).every(([other, end]) => other === method || !path.replace(/[:{}]/g, '').endsWith(`/jobId${end}`))
