import type { Clock } from '../jobs/clock.ts'
import { compileFaultMatch, type Fault, type FaultPhase, type FaultTarget } from './fault.ts'

/** A fault that is set up, and how often it was met and has struck. */
export interface RegisteredFault extends Fault {
  readonly met: number
  readonly struck: number
}

const most = 1000

/** The faults of a world. The one set up last strikes first. */
export class Faults {
  #faults: { fault: Fault, matches: ReturnType<typeof compileFaultMatch>, met: number, struck: number }[] = []
  #count = 0
  readonly #waiting = new Set<() => void>()

  /** Whether there is nothing that could strike: then a request asks nothing else. */
  get isEmpty (): boolean {
    return this.#faults.length === 0
  }

  /** @throws RangeError if there are too many; SyntaxError for a pattern or a job that cannot be read */
  add (fault: Omit<Fault, 'id' | 'phase' | 'match'> & Partial<Fault>): RegisteredFault {
    if (this.#faults.length === most) throw new RangeError(`A world has ${most} faults at most; remove some.`)
    if (fault.match?.job?.isWellFormed() === false) throw new SyntaxError(`match.job came as ${JSON.stringify(fault.match.job)}, with half of a surrogate pair, which is in no path.`)
    const set = { fault: { id: `fault-${++this.#count}`, phase: 'before-commit' as const, match: {}, ...fault }, matches: compileFaultMatch(fault.match ?? {}), met: 0, struck: 0 }
    this.#faults.unshift(set)
    return shown(set)
  }

  list (): RegisteredFault[] {
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
    for (const goOn of this.#waiting) goOn()
  }

  /** Until so much time has passed on the clock, however long that takes, or until all faults are cleared. */
  wait (clock: Clock, ms: number): Promise<void> {
    return new Promise(resolve => {
      const goOn = () => {
        this.#waiting.delete(goOn)
        callOff()
        resolve()
      }
      const callOff = clock.alarm(clock.now() + ms, goOn)
      this.#waiting.add(goOn)
    })
  }

  /** The fault that strikes this request in this phase, counted as struck; undefined if all goes well. */
  inject (target: FaultTarget, phase: FaultPhase): Fault | undefined {
    for (const set of this.#faults) {
      const { fault, matches } = set
      const over = set.struck >= (fault.failRequestCount ?? Infinity)
      if (fault.phase !== phase || over || !matches(target)) continue
      if (set.met++ < (fault.succeedFirst ?? 0)) continue
      set.struck++
      return fault
    }
    return undefined
  }
}

const shown = ({ fault, met, struck }: { fault: Fault, met: number, struck: number }): RegisteredFault => ({ ...fault, met, struck })
