import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { CodeCache } from './code-cache.ts'
import { loadScript } from './load-script.ts'

/** Fastify publishes on this channel when an application is created. */
const initialization = 'fastify.initialization'
/** Milliseconds after which it has most likely answered; early enough for processes that are killed later. */
const patience = 2000

/**
 * Loads the program. Its compiled code is stored once it has served a request, since V8 compiles a function when it is
 * first called.
 * @returns undefined in the same cases as `loadScript`
 */
export function loadProgram<T> (filename: string, require: NodeJS.Require, cache: CodeCache): T | undefined {
  const script = loadScript<T>(filename, require, cache)
  if (script?.keepCode !== undefined) keepWhenServing(script.keepCode)
  return script?.exports
}

function keepWhenServing (keepCode: () => void): void {
  const keepOnce = once(keepCode)
  const prepare = (): void => {
    unsubscribe(initialization, prepare)
    process.once('exit', keepOnce)
    setTimeout(keepOnce, patience).unref()
  }
  subscribe(initialization, prepare)
}

function once (act: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) act()
    isDone = true
  }
}
