import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { CodeCache } from './code-cache.ts'
import { loadScript } from './load-script.ts'

/** Fastify publishes here that there is an application. */
const initialization = 'fastify.initialization'
/** By then it has most likely answered; whoever is killed later has kept its code. */
const patience = 2000

/**
 * Loads the program. Its code is kept once it has served something, since V8 compiles a function when it is first called.
 * @returns undefined where `loadScript` does
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
