import { Option } from 'commander'
import { logLevels } from '../../schemas/double-options.ts'
import { parseWholeNumber } from './argument-parsers.ts'

/** The process of the double: when it ends, and what it logs. */
export const processOptions: readonly Option[] = [
  new Option('--end-with-process <id>', 'id of a process, such as that of the tests; the double closes when it has ended').argParser(parseWholeNumber({ minimum: 1, maximum: 2 ** 31 - 1 })).env('JOBDOUBLE_END_WITH_PROCESS'),
  new Option('--log-level <level>', 'log level on standard error; requests are logged at debug').choices(logLevels).default('info').env('JOBDOUBLE_LOG_LEVEL')
]
