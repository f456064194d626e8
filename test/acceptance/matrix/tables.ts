/** The tables of docs/client-matrix.md: how each client handles each server. */
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** The outcome of each step, by its name. */
type StepOutcomes = Readonly<Record<string, string>>

export interface MatrixRow { readonly server: string, readonly client: string, readonly outcomes: StepOutcomes }

const steps = ['execute', 'poll', 'dismiss', 'poll after it']
const page = fileURLToPath(new URL('../../../docs/client-matrix.md', import.meta.url))

const headerOf = (client: string): string => `| ${client} with | ${steps.join(' | ')} |\n|---${'|---'.repeat(steps.length)}|\n`

const rowOf = ({ server, outcomes }: MatrixRow): string => `| \`${server}\` | ${steps.map(step => outcomes[step] ?? '').join(' | ')} |`

function tableIn (text: string, client: string): string {
  const start = text.indexOf(headerOf(client))
  if (start < 0) throw new Error(`docs/client-matrix.md has no table that begins with: ${headerOf(client)}`)
  return text.slice(start, start + /^(\|.*\n)*/.exec(text.slice(start))![0].length)
}

/** Replaces the rows of the page. */
export async function writeTables (rows: readonly MatrixRow[]): Promise<void> {
  let text = await readFile(page, 'utf8')
  for (const client of new Set(rows.map(({ client }) => client))) {
    const lines = rows.filter(one => one.client === client).map(one => `${rowOf(one)}\n`)
    text = text.replace(tableIn(text, client), () => headerOf(client) + lines.join(''))
  }
  await writeFile(page, text)
}

/** Whether the page has this row in the table of this client; and the row. */
export async function isShown (one: MatrixRow): Promise<{ readonly shown: boolean, readonly row: string }> {
  const row = rowOf(one)
  return { shown: tableIn(await readFile(page, 'utf8'), one.client).split('\n').includes(row), row }
}

/** The number of rows on the page, over all tables. */
export async function countRows (clients: Iterable<string>): Promise<number> {
  const text = await readFile(page, 'utf8')
  return [...clients].reduce((count, client) => count + tableIn(text, client).split('\n').length - 3, 0)
}
