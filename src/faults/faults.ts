import type { Clock } from '../jobs/clock.ts'
import { InvalidArgument } from '../jobs/invalid-argument.ts'
import { NotFound } from '../jobs/not-found.ts'
import { latestInstant } from '../jobs/instants.ts'
import type { MatchedRequest } from '../requests/matched-request.ts'
import { refuseInvalidDelays } from './delay.ts'
import { faultEffects, hasEffect, changesAnswer, compileFaultMatch, type Fault, type FaultPhase } from './fault.ts'
import { refuseInvalidAnswer, sizeOfAnswer } from './fault-answer.ts'

/** A registered fault, with how many requests matched it and into how many it was injected. */
export interface RegisteredFault extends Fault {
  readonly met: number
  readonly injected: number
}

/** A fault that is injected into a request, and further faults that only delay it. */
export interface InjectedFault extends Fault {
  readonly delays: readonly Fault[]
}

const most = 1000
/** Maximum characters of bodies and headers of all faults of a world. */
const mostCharacters = 10_000_000

/** The faults of a world. The one added last comes first. */
export class Faults {
  #faults: { fault: Fault, matches: ReturnType<typeof compileFaultMatch>, met: number, injected: number }[] = []
  #count = 0
  readonly #waiting = new Set<() => void>()

  /** Whether there is nothing to inject: then a request skips all checks. */
  get isEmpty (): boolean {
    return this.#faults.length === 0
  }

  /** Whether one of them matches bodies of requests. */
  get readBodies (): boolean {
    return this.#faults.some(({ fault }) => fault.match.bodyPatterns !== undefined)
  }

  /** @throws InvalidArgument for too many faults, an impossible answer, a delay that no clock can measure, or an invalid pattern or job */
  add (fault: Omit<Fault, 'id' | 'phase' | 'match'> & Partial<Fault>): RegisteredFault {
    refuseInvalidDelays(fault)
    refuseInvalidAnswer(fault)
    if (!hasEffect(fault)) throw new InvalidArgument(`A fault without effect came; expected one of ${faultEffects.join(', ')}.`)
    if (this.#faults.length === most) throw new InvalidArgument(`A world has ${most} faults at most; remove some.`)
    const characters = this.#faults.reduce((sum, { fault }) => sum + sizeOfAnswer(fault), sizeOfAnswer(fault))
    if (characters > mostCharacters) throw new InvalidArgument(`The faults of a world have ${mostCharacters} characters of bodies and headers at most; with this one they would have ${characters}.`)
    if (fault.match?.job?.isWellFormed() === false) throw new InvalidArgument(`match.job came as ${JSON.stringify(fault.match.job)}, with half of a surrogate pair, which no path can contain.`)
    const set = { fault: { id: `fault-${++this.#count}`, phase: 'before-commit' as const, match: {}, ...fault }, matches: compileFaultMatch(fault.match ?? {}), met: 0, injected: 0 }
    this.#faults.unshift(set)
    return toRegistered(set)
  }

  list (): RegisteredFault[] {
    return this.#faults.map(toRegistered)
  }

  /** Removes a fault, if it exists. */
  remove (id: string): void {
    this.#faults = this.#faults.filter(({ fault }) => fault.id !== id)
  }

  /** @throws NotFound if there is no such fault */
  expect (id: string): void {
    if (!this.#faults.some(({ fault }) => fault.id === id)) throw new NotFound(`There is no fault ${JSON.stringify(id)}; there are: ${this.#faults.map(({ fault }) => fault.id).join(', ') || 'none'}.`)
  }

  clear (): void {
    this.#faults = []
    this.#count = 0
    for (const goOn of this.#waiting) goOn()
  }

  /** Resolves when this time has passed on the clock, when the clock is at its end, or when all faults are cleared. */
  wait (clock: Clock, ms: number): Promise<void> {
    return new Promise(resolve => {
      const goOn = () => {
        this.#waiting.delete(goOn)
        callOff()
        resolve()
      }
      const callOff = clock.alarm(Math.min(clock.now() + ms, latestInstant), goOn)
      this.#waiting.add(goOn)
    })
  }

  /**
   * The faults to inject into this request in this phase, counted as injected: the first that changes the answer, and
   * every one that only delays it. Undefined if there is none.
   */
  inject (target: MatchedRequest, phase: FaultPhase): InjectedFault | undefined {
    let found: Fault | undefined
    const delays: Fault[] = []
    for (const set of this.#faults) {
      const { fault, matches } = set
      const changes = changesAnswer(fault)
      const over = set.injected >= (fault.failRequestCount ?? Infinity)
      if ((changes && found !== undefined) || fault.phase !== phase || over || !matches(target)) continue
      if (set.met++ < (fault.succeedFirst ?? 0)) continue
      set.injected++
      if (changes) found = fault
      else delays.push(fault)
    }
    const fault = found ?? delays.shift()
    return fault && { ...fault, delays }
  }
}

const toRegistered = ({ fault, met, injected }: { fault: Fault, met: number, injected: number }): RegisteredFault => ({ ...fault, met, injected })
