/** How often a process is looked for: one that is no child says nothing when it ends. */
const everyMilliseconds = 1000

/** Whether a process of this id runs; one that may not be signalled does. */
export function isRunning (pid: number, signal: (pid: number, name: 0) => unknown = process.kill.bind(process)): boolean {
  try {
    signal(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Calls `end` once when the process has ended. Whoever is killed cannot stop what it started. */
export function endWithProcess (pid: number, end: () => unknown): void {
  const timer = setInterval(() => {
    if (isRunning(pid)) return
    clearInterval(timer)
    end()
  }, everyMilliseconds)
  timer.unref()
}
