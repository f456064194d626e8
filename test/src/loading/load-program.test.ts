import { createRequire } from 'node:module'
import { channel } from 'node:diagnostics_channel'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { CodeCache } from '../../../src/loading/code-cache.ts'
import { loadProgram } from '../../../src/loading/load-program.ts'
import { loadScript } from '../../../src/loading/load-script.ts'

const require = createRequire(import.meta.url)
interface Program { readonly answer: number, readonly here: string }
const text = "exports.answer = require('node:path').sep.length + 41\nexports.here = __filename"

/** A program in a folder of its own, and where its code is kept. */
function program (t: Test) {
  const folder = t.testdir({ 'program.cjs': text })
  const cacheFolder = join(folder, 'code-cache')
  return { file: join(folder, 'program.cjs'), cacheFolder, cache: new CodeCache(cacheFolder, 'a'), files: () => existsSync(cacheFolder) ? readdirSync(cacheFolder) : [] }
}

t.test('a program is loaded like any other CommonJS module', t => {
  const { file, cache } = program(t)
  t.match(loadScript<Program>(file, require, cache)?.exports, { answer: 42, here: file })
  writeFileSync(file, 'exports.answer = "façade – 😀"')
  t.equal(loadScript<{ answer: string }>(file, require, cache)?.exports.answer, 'façade – 😀', 'text that is not ASCII is read as what it is')
  t.end()
})

t.test('its code is kept once, and is taken from there by the next start', t => {
  const { file, cache, files } = program(t)
  loadScript(file, require, cache)?.keepCode?.()
  t.match(files(), [new RegExp(`^a-${process.version}-${process.arch}-\\d+$`)])
  const again = loadScript<Program>(file, require, cache)
  t.equal(again?.keepCode, undefined)
  t.equal(again?.exports.answer, 42)
  t.end()
})

t.test('code that is not of this program, or is broken, is compiled anew and replaced', t => {
  const { file, cacheFolder, cache, files } = program(t)
  loadScript(file, require, cache)?.keepCode?.()
  const [name = ''] = files()
  const code = readFileSync(join(cacheFolder, name))
  for (const broken of [Buffer.from('no code'), Buffer.alloc(0), code.subarray(0, 100)]) {
    writeFileSync(join(cacheFolder, name), broken)
    const script = loadScript<Program>(file, require, cache)
    t.equal(script?.exports.answer, 42)
    script?.keepCode?.()
    t.equal(loadScript<Program>(file, require, cache)?.keepCode, undefined)
  }
  t.equal(new CodeCache(cacheFolder, 'b').read(), undefined, 'code of another build is not seen')
  t.end()
})

t.test('where nothing can be written, or is enough, it is loaded all the same', t => {
  const { file, cacheFolder, cache } = program(t)
  writeFileSync(cacheFolder, 'a file where the folder should be')
  const script = loadScript<Program>(file, require, cache)
  script?.keepCode?.()
  t.equal(script?.exports.answer, 42)
  const full = program(t)
  mkdirSync(full.cacheFolder)
  for (let count = 0; count < 8; count++) writeFileSync(join(full.cacheFolder, String(count)), '')
  loadScript(full.file, require, full.cache)?.keepCode?.()
  t.equal(full.files().length, 8)
  t.end()
})

t.test('it is not loaded among other globals than those of whoever asks, as in Jest, nor where it is not', t => {
  const { file, cache } = program(t)
  t.equal(loadScript(file, require, cache, {}), undefined)
  t.equal(loadProgram(`${file}.missing`, require, cache), undefined)
  t.end()
})

t.test('its code is kept when the process ends, if it has served anything', t => {
  const { file, cache, files } = program(t)
  const before = process.listeners('exit')
  t.equal(loadProgram<Program>(file, require, cache)?.answer, 42)
  t.same(process.listeners('exit'), before)
  channel('fastify.initialization').publish({})
  const added = process.listeners('exit').filter(listener => !before.includes(listener)) as (() => void)[]
  t.same(files(), [])
  for (const end of [...added, ...added]) end()
  t.equal(files().length, 1)
  for (const listener of added) process.off('exit', listener)
  loadProgram(file, require, cache)
  channel('fastify.initialization').publish({})
  t.same(process.listeners('exit'), before, 'what is kept is not kept again')
  t.end()
})
