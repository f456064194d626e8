import type { Exchange } from './exchange.ts'

/** Each answer at an address paired with the next one. */
export function pairs (exchanges: readonly Exchange[]): [before: Exchange, after: Exchange][] {
  const byUrl = [...new Set(exchanges.map(({ url }) => url))].map(url => exchanges.filter(exchange => exchange.url === url))
  return byUrl.flatMap(list => list.slice(1).map((after, index): [Exchange, Exchange] => [list[index]!, after]))
}
