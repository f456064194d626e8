import { setTimeout } from 'node:timers/promises'

/** Asks repeatedly until there is an answer, for `seconds` at most; undefined if there is none. */
export async function poll<T> (seconds: number, ask: () => Promise<T | undefined>): Promise<T | undefined> {
  const end = performance.now() + seconds * 1000
  let answer = await ask()
  for (let pause = 20; answer === undefined && performance.now() < end; pause = Math.min(pause * 1.5, 500)) {
    await setTimeout(pause)
    answer = await ask()
  }
  return answer
}
