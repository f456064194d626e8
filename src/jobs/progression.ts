import type { Plan } from './job.ts'

/** How jobs progress, in moto's terms, and `stuck`. Seconds. */
export type Progression =
  | { readonly progression: 'immediate' }
  | { readonly progression: 'time', readonly seconds: number }
  | { readonly progression: 'manual', readonly times?: number }
  | { readonly progression: 'stuck' }
  | { readonly progression: 'fail', readonly reason?: string }

/** The plan changed to progress as `progression` says. */
export function applyProgression (plan: Plan, progression: Progression): Plan {
  const { manual, stuck, ...own } = plan
  switch (progression.progression) {
    case 'immediate': return { ...own, accepted: 0, running: 0 }
    case 'time': return { ...own, accepted: 0, running: progression.seconds * 1000 }
    case 'manual': return { ...own, accepted: Infinity, running: Infinity, manual: { times: progression.times ?? 1, told: 0 } }
    case 'fail': return { ...own, accepted: 0, running: 0, outcome: 'failed', ...(progression.reason !== undefined && { reason: progression.reason }) }
    case 'stuck': return { ...own, accepted: 0, running: Infinity, stuck: true }
  }
}
