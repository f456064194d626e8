import { type Fault, matchesFault, type Phase, type Target } from './fault.ts'

/** A fault that is set up, and how often it was met and has struck. */
export interface SetFault extends Fault {
  readonly met: number
  readonly struck: number
}

const most = 1000

/** The faults of a world. The one set up last strikes first. */
export class Faults {
  #faults: { fault: Fault, met: number, struck: number }[] = []
  #count = 0

  /** Whether there is nothing that could strike: then a request asks nothing else. */
  get none (): boolean {
    return this.#faults.length === 0
  }

  add (fault: Omit<Fault, 'id' | 'phase' | 'match'> & Partial<Fault>): SetFault {
    if (this.#faults.length === most) throw new RangeError(`A world has ${most} faults at most; remove some.`)
    const set = { fault: { id: `fault-${++this.#count}`, phase: 'before-commit' as const, match: {}, ...fault }, met: 0, struck: 0 }
    this.#faults.unshift(set)
    return shown(set)
  }

  list (): SetFault[] {
    return this.#faults.map(shown)
  }

  remove (id: string): boolean {
    const before = this.#faults.length
    this.#faults = this.#faults.filter(({ fault }) => fault.id !== id)
    return this.#faults.length < before
  }

  clear (): void {
    this.#faults = []
    this.#count = 0
  }

  /** The fault that strikes this request in this phase, counted as struck; undefined if all goes well. */
  strike (target: Target, phase: Phase): Fault | undefined {
    for (const set of this.#faults) {
      const { fault } = set
      const over = set.struck >= (fault.failRequestCount ?? Infinity)
      if (fault.phase !== phase || over || !matchesFault(fault, target)) continue
      if (set.met++ < (fault.succeedFirst ?? 0)) continue
      set.struck++
      return fault
    }
    return undefined
  }
}

const shown = ({ fault, met, struck }: { fault: Fault, met: number, struck: number }): SetFault => ({ ...fault, met, struck })
