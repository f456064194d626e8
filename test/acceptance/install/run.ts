/** The package as users install it: in fresh folders, from the packed file or from git. Needs npm and git; not part of `npm test`. */
import { fileURLToPath } from 'node:url'
import { npmPack } from '../npm.ts'
import { tallied, workshop } from '../tools.ts'
import { checkGit, checkStart } from './clone.ts'
import { checkVersions } from './node-versions.ts'
import { checkTypes } from './typescript.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

await tallied(async tally => {
  const packed = await npmPack(root, workshop('install'))
  await checkTypes(tally, packed)
  await checkVersions(tally, packed)
  await checkGit(tally, root)
  await checkStart(tally, root)
})
