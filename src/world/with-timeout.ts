/**
 * What `wait` comes to, if it does so within `ms` of real time. Unlike that of AbortSignal.timeout, its timer keeps the
 * process alive: a test that waits for something that never comes is told so, and does not just end.
 */
export async function withTimeout<T> (ms: number, wait: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new DOMException(`Nothing came within ${ms} ms.`, 'TimeoutError')), ms)
  return wait(controller.signal).finally(() => clearTimeout(timer))
}
