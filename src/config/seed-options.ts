import { Option } from 'commander'
import { parseBoolean } from './argument-parsers.ts'

/** What a double starts with. */
export const seedOptions: readonly Option[] = [
  new Option('--seed <file>', 'seed file, YAML or JSON; without it: the demonstration seed').env('JOBDOUBLE_SEED'),
  new Option('--watch [answer]', 'read the seed file again when it changes, and reset all worlds to it').preset('true').argParser(parseBoolean).default(false).env('JOBDOUBLE_WATCH'),
  new Option('--state <file>', 'file that keeps the jobs, clock and settings of the default world over a restart').env('JOBDOUBLE_STATE')
]
