import { Option } from 'commander'
import { limits } from '../../schemas/double-options.ts'
import { parseHost, parseOrigin } from '../access/allow-list.ts'
import { parseBoolean, parseList, parseWholeNumber } from './argument-parsers.ts'

/** Which hosts are served, and which are requested. */
export const hostOptions: readonly Option[] = [
  new Option('--allowed-host <name>', 'host name to serve beside those of loopback, without a port; repeatable. Default: none if --host is loopback, else every host').argParser(parseList(parseHost)).env('JOBDOUBLE_ALLOWED_HOST'),
  new Option('--allow-private-callbacks [answer]', 'allow callbacks and input references to reach private addresses; default: only if --host is loopback').preset('true').argParser(parseBoolean).env('JOBDOUBLE_ALLOW_PRIVATE_CALLBACKS')
]

/** The values of `--control`: a number is a port. */
export type ControlPlace = 'on' | 'base-path' | 'off' | 'with-key' | number

/** Where the control façade is, and who may use it. */
export const controlOptions: readonly Option[] = [
  new Option('--control <where>', 'control façade: on, base-path (below --base-path), off, with-key (on if there is a key, else off), or a separate port').default('on').argParser(parseControlPlace).env('JOBDOUBLE_CONTROL'),
  new Option('--control-key <key>', 'key of the control façade; required if --host is not loopback').env('JOBDOUBLE_CONTROL_KEY'),
  new Option('--control-origin <origin>', 'origin whose pages may use the control façade; repeatable').argParser(parseList(parseOrigin)).env('JOBDOUBLE_CONTROL_ORIGIN')
]

function parseControlPlace (text: string): ControlPlace {
  return text === 'on' || text === 'base-path' || text === 'off' || text === 'with-key' ? text : parseWholeNumber(limits.port)(text)
}
