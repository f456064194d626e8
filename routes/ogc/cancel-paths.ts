import type { CancelMethod } from '../../src/world/settings.ts'

/** Where a job is cancelled, below its own address, where that is apart from removal. */
export const cancelPaths = { post: '/dismiss', put: '/status' } as const satisfies Partial<Record<CancelMethod, string>>

/** Whether a path of a route, or of a description, is there in a world that cancels so. */
export const isCancelPathOf = (method: CancelMethod, path: string): boolean =>
  Object.entries(cancelPaths).every(([other, end]) => other === method || !path.replace(/[:{}]/g, '').endsWith(`/jobId${end}`))
