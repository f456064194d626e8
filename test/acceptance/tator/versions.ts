import type { TatorDialect } from '../../../src/world/settings.ts'

/** The generations of the package, each with its first version, and the versions that every run tries. */
const generations: readonly { readonly from: string, readonly dialect: TatorDialect, readonly tried: readonly string[] }[] = [
  { from: '1.0.0', dialect: '1.5', tried: ['1.6.14', '1.8.1'] },
  { from: '0.0.27', dialect: '2020-09', tried: ['0.10.29'] },
  { from: '0.0.1', dialect: '2020-05', tried: ['0.0.26'] }
]

export const triedVersions: readonly string[] = generations.flatMap(({ tried }) => tried).sort(compare)

/** The dialect that this version of the package speaks. */
export const dialectOf = (version: string): TatorDialect => generations.find(({ from }) => compare(version, from) >= 0)!.dialect

/** Which of two versions is older, for `sort`; `1.6.2.post1` comes after `1.6.2`. */
export function compare (one: string, other: string): number {
  const [a, b] = [one, other].map(version => version.split(/\.(?:post)?/).map(Number)) as [number[], number[]]
  const index = a.findIndex((number, index) => number !== b[index])
  if (index >= 0) return (a[index] ?? 0) - (b[index] ?? -1)
  return a.length - b.length
}
