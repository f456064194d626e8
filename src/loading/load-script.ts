import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { runInThisContext, Script } from 'node:vm'
import type { CodeCache } from './code-cache.ts'

/** A CommonJS module that was loaded with what V8 had compiled of it before. */
export interface LoadedScript<T> {
  readonly exports: T
  /** Keeps what V8 has compiled by now; absent if it had been kept before. */
  readonly keepCode?: () => void
}

/**
 * Loads a CommonJS module, whose text is ASCII.
 * @param globals those of whoever asks
 * @returns undefined where it would run among other globals, as in Jest, or where its file is not, as in somebody else's bundle
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

/** V8 takes a byte for each character of a text that was read as Latin-1. */
function read (filename: string): string | undefined {
  try {
    return readFileSync(filename, 'latin1')
  } catch {
    return undefined
  }
}
