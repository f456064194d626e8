/** Does each piece of work once, by its name, and gives all who want it the same answer. */
export function createOnce (): <T>(name: string, start: () => Promise<T>) => Promise<T> {
  const work = new Map<string, Promise<unknown>>()
  return <T>(name: string, start: () => Promise<T>) => {
    const begun = work.get(name) ?? start()
    work.set(name, begun)
    return begun as Promise<T>
  }
}
