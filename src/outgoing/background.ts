/** Runs a task that nobody awaits; its error is logged. */
export type RunInBackground = (task: Promise<unknown>) => void

/** The one place that handles rejections of tasks that nobody awaits. */
export const createBackground = (log: { error (error: unknown): void }): RunInBackground => task => {
  task.catch((error: unknown) => log.error(error))
}
