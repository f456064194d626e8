/**
 * What `wait` comes to, if it does so within `ms` of real time and before one of `ends` is aborted. Unlike that of
 * AbortSignal.timeout, its timer keeps the process alive: a test that waits for something that never comes is told so,
 * and does not just end.
 * @param describe what is said when the time is over
 */
export async function withTimeout<T> (ms: number, describe: () => string, wait: (signal: AbortSignal) => Promise<T>, ends: readonly AbortSignal[] = []): Promise<T> {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new DOMException(describe(), 'TimeoutError')), ms)
  const signal = AbortSignal.any([controller.signal, ...ends])
  return wait(signal).finally(() => clearTimeout(timer))
}
