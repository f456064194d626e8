/** Whether a process of this id runs; one that may not be signalled does. */
export function isRunning (pid: number, signal: (pid: number, name: 0) => unknown = process.kill.bind(process)): boolean {
  try {
    signal(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Calls `end` once when the process has ended. Whoever is killed cannot stop what it started.
 * @param every how many milliseconds pass until it is looked for again: a process that is no child says nothing when it ends
 */
export function endWithProcess (pid: number, end: () => unknown, every = 1000): void {
  const timer = setInterval(() => {
    if (isRunning(pid)) return
    clearInterval(timer)
    end()
  }, every)
  timer.unref()
}
