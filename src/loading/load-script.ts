import { isAscii } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { runInThisContext, Script } from 'node:vm'
import type { CodeCache } from './code-cache.ts'

/** A CommonJS module that was loaded with V8's compiled code from an earlier start. */
export interface LoadedScript<T> {
  readonly exports: T
  /** Stores the code that V8 has compiled so far; absent if it was stored before. */
  readonly keepCode?: () => void
}

/**
 * Loads a CommonJS module.
 * @param globals those of the caller
 * @returns undefined if it would run among other globals, as in Jest, or if its file is missing, as in another project's
 * bundle
 */
export function loadScript<T> (filename: string, require: NodeJS.Require, cache: CodeCache, globals: object = globalThis): LoadedScript<T> | undefined {
  const text = runInThisContext('globalThis') === globals ? read(filename) : undefined
  if (text === undefined) return undefined
  const cachedData = cache.read()
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${text}\n})`, { filename, ...(cachedData !== undefined && { cachedData }) })
  const isKnown = cachedData !== undefined && script.cachedDataRejected !== true
  const module = { exports: {} as T }
  script.runInThisContext().call(module.exports, module.exports, require, module, filename, dirname(filename))
  return { exports: module.exports, ...(!isKnown && { keepCode: () => cache.write(() => script.createCachedData()) }) }
}

/** V8 needs one byte per character for a text that was read as Latin-1, which is correct for ASCII alone. */
function read (filename: string): string | undefined {
  try {
    const bytes = readFileSync(filename)
    return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8')
  } catch {
    return undefined
  }
}
