import type { Pair } from './compare.ts'
import type { Effort } from './effort.ts'
import type { Request } from './load.ts'
import { during, times } from './requests.ts'
import type { Server } from './server.ts'

/** A server, and what it is asked. */
export interface Subject { readonly server: Server, readonly requests: readonly Request[] }

/** What measures each of two servers, once both are warm. */
export async function readersOf (one: Subject, other: Subject, { round, warmUp }: Effort): Promise<Pair> {
  for (const { server, requests } of [one, other]) await server.cost(times(warmUp, requests))
  const reader = ({ server, requests }: Subject) => () => server.cost(during(round, requests))
  return [reader(one), reader(other)]
}
