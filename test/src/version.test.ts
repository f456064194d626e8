import { readFile } from 'node:fs/promises'
import t from 'tap'
import { version } from '../../src/version.ts'

t.test('the version is that of the package', async t => {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8')
  t.equal(version, JSON.parse(text).version)
})
