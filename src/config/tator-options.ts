import { Option } from 'commander'
import { defaultSettings, tatorDialects } from '../world/settings.ts'

/** How a double speaks Tator's Job API. */
export const tatorOptions: readonly Option[] = [
  new Option('--tator <dialect>', 'version of Tator\'s API').choices(tatorDialects).default(defaultSettings.tator).env('JOBDOUBLE_TATOR'),
  new Option('--tator-delete-status <status>', 'status of a successful DELETE in 2020-05; 204 as documented there').choices(['200', '204']).default('200').env('JOBDOUBLE_TATOR_DELETE_STATUS'),
  new Option('--tator-unknown <status>', 'status for an unknown id in 2020-05; 500 as the server of May 2020').choices(['404', '500']).default('404').env('JOBDOUBLE_TATOR_UNKNOWN'),
  new Option('--tator-bare-key <what>', 'a key without "Token " before it; refuse as the real server').choices(['accept', 'refuse']).default(defaultSettings.tatorBareKey).env('JOBDOUBLE_TATOR_BARE_KEY')
]
