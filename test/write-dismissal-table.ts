/** `npm run docs:table`: asks a double and writes what it answered into docs/dismissal.md, with what docs/client-matrix.md says of clients. */
import { readFile, writeFile } from 'node:fs/promises'
import { dismissalTables, withTables } from './dismissal-table.ts'
import { readDocument } from './documents.ts'

const file = new URL('../docs/dismissal.md', import.meta.url)
await writeFile(file, withTables(await readFile(file, 'utf8'), await dismissalTables(readDocument('docs/client-matrix.md'))))
