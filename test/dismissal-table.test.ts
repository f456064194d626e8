import t from 'tap'
import { dismissalTables, withTables } from './dismissal-table.ts'
import { readDocument } from './documents.ts'

t.test('the tables are what a double answers, and what docs/client-matrix.md says of clients: npm run docs:table writes them', async t => {
  const { text } = readDocument('docs/dismissal.md')
  t.equal(text, withTables(text, await dismissalTables(readDocument('docs/client-matrix.md'))))
})

t.test('a page that has lost its marks is not written', async t => {
  t.throws(() => withTables('', { ways: '', clients: '' }), /docs\/dismissal.md has lost the comments/)
})

t.test('a client of which the matrix says nothing is named', async t => {
  await t.rejects(dismissalTables({ path: 'docs/client-matrix.md', text: '' }), { message: 'docs/client-matrix.md does not say what ogc-api-processes-client makes of retain.' })
})
