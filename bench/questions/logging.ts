import { compareAnew } from '../measure/compare.ts'
import { doubleWithExecutions, hold } from '../measure/double.ts'
import { readersOf } from '../measure/readers.ts'
import { type Question, speed } from '../question.ts'

/** What the default log level costs a reader. */
export const logging: Question = {
  name: 'logging',
  async ask (effort) {
    const prepare = async () => readersOf(await doubleWithExecutions(hold, '--log-level', 'silent'), await doubleWithExecutions(hold), effort)
    return [speed('GET of a job with the default log level, against `--log-level silent`', await compareAnew(prepare, effort.times, effort.pairs), 0.9)]
  }
}
