import type { Operation, State, Table } from './policy-table.ts'

/** One operation on one job, as its client observed it; times are in nanoseconds, by one clock of all processes. */
export interface Event { readonly job: string, readonly operation: Operation, readonly start: number, readonly end: number, readonly answer: string }

/**
 * Whether some order of the events explains every answer by the table and respects the times: an event that ended before
 * another began comes before it (Wing and Gong's search, with memory of visited states).
 */
export function isLinearizable (events: readonly Event[], from: State, table: Table): boolean {
  const visited = new Set<string>()
  const search = (left: readonly Event[], state: State): boolean => {
    if (left.length === 0) return true
    const place = `${state} ${left.map(event => events.indexOf(event)).join()}`
    if (visited.has(place)) return false
    visited.add(place)
    const earliestEnd = Math.min(...left.map(({ end }) => end))
    return left.some(event => {
      const [answer, next] = table[event.operation][state]
      return event.start <= earliestEnd && answer === event.answer && search(left.filter(other => other !== event), next)
    })
  }
  return search(events, from)
}

/** The number of pairs of concurrent events: without any, nothing raced. */
export const overlaps = (events: readonly Event[]): number =>
  events.reduce((sum, one, at) => sum + events.slice(at + 1).filter(other => one.start < other.end && other.start < one.end).length, 0)
