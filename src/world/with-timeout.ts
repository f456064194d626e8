/**
 * The result of `wait`, unless `ms` of real time pass or one of `ends` is aborted first. Unlike AbortSignal.timeout, its
 * timer keeps the process alive, so that a test which waits for something that never comes gets an error and does not
 * just end.
 * @param describe makes the timeout message
 */
export async function withTimeout<T> (ms: number, describe: () => string, wait: (signal: AbortSignal) => Promise<T>, ends: readonly AbortSignal[] = []): Promise<T> {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new DOMException(describe(), 'TimeoutError')), ms)
  const signal = AbortSignal.any([controller.signal, ...ends])
  return wait(signal).finally(() => clearTimeout(timer))
}
