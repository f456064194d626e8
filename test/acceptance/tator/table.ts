/** The table of the documentation: which version of the package speaks which dialect, and what works. */
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { compare, dialectOf } from './versions.ts'

/** What a version of the package can do, by the name of the call. */
export type Abilities = Readonly<Record<string, string>>

const calls = ['launch', 'read', 'list', 'delete', 'delete the group', 'transcode']
const header = `| package \`tator\` | dialect | ${calls.join(' | ')} |\n|---${'|---'.repeat(calls.length + 1)}|\n`
const page = fileURLToPath(new URL('../../../docs/tator.md', import.meta.url))

export const cellsOf = (version: string, abilities: Abilities): string => [`\`${dialectOf(version)}\``, ...calls.map(call => abilities[call] ?? '')].join(' | ')

/** One row for consecutive versions with the same results. */
function rowsOf (found: ReadonlyMap<string, Abilities>): { first: string, last: string, count: number, cells: string }[] {
  const rows: ReturnType<typeof rowsOf> = []
  for (const version of [...found.keys()].sort(compare)) {
    const cells = cellsOf(version, found.get(version)!)
    const last = rows.at(-1)
    if (last?.cells === cells) rows[rows.length - 1] = { ...last, last: version, count: last.count + 1 }
    else rows.push({ first: version, last: version, count: 1, cells })
  }
  return rows
}

const tableIn = (text: string): string => {
  const start = text.indexOf(header)
  if (start < 0) throw new Error(`docs/tator.md has no table that begins with: ${header}`)
  return text.slice(start, start + /^(\|.*\n)*/.exec(text.slice(start))![0].length)
}

/** Writes the results of every version into the page. */
export async function writeTable (found: ReadonlyMap<string, Abilities>): Promise<void> {
  const text = await readFile(page, 'utf8')
  const rows = rowsOf(found).map(({ first, last, count, cells }) => `| ${count === 1 ? first : `${first} to ${last} (${count} versions)`} | ${cells} |\n`)
  await writeFile(page, text.replace(tableIn(text), header + rows.join('')))
}

/** The cells of this version's row on the page. */
export async function shownCells (version: string): Promise<string | undefined> {
  const rows = tableIn(await readFile(page, 'utf8')).split('\n').slice(2, -1)
  const row = rows.find(row => {
    const [, first = '', last = first] = /^\| (\S+)(?: to (\S+))? /.exec(row)!
    return compare(version, first) >= 0 && compare(version, last) <= 0
  })
  return row?.slice(row.indexOf('|', 2) + 2, -2)
}
