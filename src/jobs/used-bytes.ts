import type { InputBytes } from './input-bytes.ts'

/** How many bytes of inputs the jobs of one store have, counted together with those of others. */
export class UsedBytes {
  readonly #total: InputBytes
  #used = 0

  /** @param total where they are counted together */
  constructor (total: InputBytes) {
    this.#total = total
  }

  /** @param bytes more than before; fewer if below 0. @throws what the total throws, and nothing has changed, if there is no room */
  add (bytes: number): void {
    this.#total.take(bytes)
    this.#used += bytes
  }

  /** So many in place of those that there are. @throws likewise */
  set (bytes: number): void {
    this.add(bytes - this.#used)
  }

  /** @throws what `set` throws for so many */
  expectRoomFor (bytes: number): void {
    const more = bytes - this.#used
    this.#total.take(more)
    this.#total.giveBack(more)
  }
}
