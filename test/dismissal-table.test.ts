import t from 'tap'
import { dismissalTables, withTables } from './dismissal-table.ts'
import { readDocument } from './documents.ts'

t.test('the tables of every way out are what a double answers: npm run docs:table writes them', async t => {
  const { text } = readDocument('docs/dismissal.md')
  t.equal(text, withTables(text, await dismissalTables()))
})

t.test('a page that has lost its marks is not written', async t => {
  t.throws(() => withTables('', ''), /docs\/dismissal.md has lost the comments/)
})
