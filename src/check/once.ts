/** Runs each named piece of work once, and gives every caller the same promise. */
export function createOnce (): <T>(name: string, start: () => Promise<T>) => Promise<T> {
  const work = new Map<string, Promise<unknown>>()
  return <T>(name: string, start: () => Promise<T>) => {
    const begun = work.get(name) ?? start()
    work.set(name, begun)
    return begun as Promise<T>
  }
}
