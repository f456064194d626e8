/** `npm run docs:table`: writes the answers of a double, and the clients of docs/client-matrix.md, into the tables of docs/dismissal.md. */
import { readFile, writeFile } from 'node:fs/promises'
import { dismissalTables, withTables } from './dismissal-table.ts'
import { readDocument } from './documents.ts'

const file = new URL('../docs/dismissal.md', import.meta.url)
await writeFile(file, withTables(await readFile(file, 'utf8'), await dismissalTables(readDocument('docs/client-matrix.md'))))
