import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { findFileIn, findNoFile, KnownFiles } from '../../../src/results/find-file.ts'

/** A folder with files in it, a folder beside it, and a link that leads there. */
function folders (t: Test): { home: string, find: ReturnType<typeof findFileIn> } {
  const root = t.testdir({})
  const home = join(root, 'home')
  mkdirSync(join(home, 'data'), { recursive: true })
  mkdirSync(join(root, 'home-of-others'))
  for (const name of ['home/a.tif', 'home/data/b.tif', 'home/..c.tif', 'home-of-others/secret.txt', 'secret.txt']) writeFileSync(join(root, name), name)
  symlinkSync(join(root, 'secret.txt'), join(home, 'link.tif'))
  symlinkSync(join(root, 'home-of-others'), join(home, 'others'))
  symlinkSync(join(home, 'a.tif'), join(home, 'inside.tif'))
  return { home, find: findFileIn(home) }
}

t.test('a file is found by its path from the folder, however that is written', async t => {
  const { home, find } = folders(t)
  t.equal(find('a.tif'), join(home, 'a.tif'))
  t.equal(find('./data/../data/b.tif'), join(home, 'data/b.tif'))
  t.equal(find('..c.tif'), join(home, '..c.tif'))
  t.equal(find(join(home, 'a.tif')), join(home, 'a.tif'))
  t.equal(find('inside.tif'), join(home, 'a.tif'), 'a link that stays in the folder')
})

t.test('no path and no link leads out of the folder, and what is no file is none', async t => {
  const { find } = folders(t)
  for (const name of ['../secret.txt', '/etc/passwd', '../home-of-others/secret.txt', 'data/../../secret.txt', '..']) t.throws(() => find(name), /^a path that stays in the folder of the seed, /, name)
  for (const name of ['link.tif', 'others/secret.txt']) t.throws(() => find(name), /; a link leads out of it$/, name)
  for (const name of ['nowhere.tif', 'data', '', 'a.tif/b']) t.throws(() => find(name), /^the path of a file, from the folder of the seed, /, name)
  t.throws(() => findNoFile('a.tif'), /a result without a file/)
})

t.test('who may name no files may name those that others have named', async t => {
  const { home, find } = folders(t)
  const files = new KnownFiles()
  t.throws(() => files.find('a.tif'), /a file that the seed file of the double names/)
  const own = files.add({ processes: [{ results: { x: { $file: 'a.tif' }, y: [{ $file: 'nowhere.tif' }], z: { $file: 7 } } }] }, find)
  t.equal(files.find('a.tif'), join(home, 'a.tif'))
  t.throws(() => files.find('data/b.tif'))
  t.throws(() => own('nowhere.tif'))
  files.add({ $file: 'a.tif' }, () => '/elsewhere/a.tif')
  t.equal(own('a.tif'), join(home, 'a.tif'), 'of two with one name each seed has its own')
})
