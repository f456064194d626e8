import type { InputBytes } from './input-bytes.ts'

/** Bytes of inputs of the jobs of one store, counted together with those of other stores. */
export class UsedBytes {
  readonly #total: InputBytes
  #used = 0

  /** @param total the shared count */
  constructor (total: InputBytes) {
    this.#total = total
  }

  /** @param bytes the difference; negative to give bytes back. @throws the error of the total, and nothing has changed, if there is no room */
  add (bytes: number): void {
    this.#total.take(bytes)
    this.#used += bytes
  }

  /** Replaces the count. @throws likewise */
  set (bytes: number): void {
    this.add(bytes - this.#used)
  }

  /** @throws the error that `set` would throw */
  expectRoomFor (bytes: number): void {
    const more = bytes - this.#used
    this.#total.take(more)
    this.#total.giveBack(more)
  }
}
