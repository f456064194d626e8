/** Goes on with something that nobody awaits; what goes wrong in it ends there and is logged. */
export type RunInBackground = (task: Promise<unknown>) => void

/** The one place where rejections of what nobody awaits end. */
export const createBackground = (log: { error (error: unknown): void }): RunInBackground => task => {
  task.catch((error: unknown) => log.error(error))
}
