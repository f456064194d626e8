import type { OgcDialect } from '../../src/world/settings.ts'
import type { World } from '../../src/world/world.ts'
import { processUrl } from './process-url.ts'

/** The differences between versions of the standard, except how results are sent (deliver.ts). */
export interface Dialect {
  /** The conformance classes that are implemented: all of them, and only them. */
  readonly conformsTo: readonly string[]
  /** Whether OGC's own URIs use https; link relations then come in https beside the registered http ones. */
  readonly secureUris: boolean
  /** The OpenAPI versions of the API description. */
  readonly openapi: readonly ('3.0' | '3.1')[]
  /** The transmission modes in a process summary; the draft has dropped them. */
  readonly outputTransmission?: readonly ('value' | 'reference')[]
  /** Whether an execute request chooses between raw results and a document; in the draft the number of outputs decides. */
  readonly choosesResponse: boolean
  /** How a job names its process: by its id in 1.0, by the address of its description in the draft. */
  processID (process: string, base: string): string
  /** Whether `"outputs": {}` requests no outputs, or counts as absent and so requests all. */
  readonly emptyOutputsMeanNone: boolean
  /** Whether an output that was not requested has no address, even if the job produced it. */
  readonly onlyRequestedOutputs: boolean
  /** Whether a client may name, where the results of a job are, some of its outputs, and the profile of results. */
  readonly negotiatesResults: boolean
}

const classes = (scheme: string, version: string, names: readonly string[]) => names.map(name => `${scheme}://www.opengis.net/spec/ogcapi-processes-1/${version}/conf/${name}`)

const dialects: Record<OgcDialect, Dialect> = {
  '1.0': {
    conformsTo: classes('http', '1.0', ['core', 'ogc-process-description', 'json', 'html', 'oas30', 'job-list', 'callback', 'dismiss']),
    secureUris: false,
    openapi: ['3.0'],
    outputTransmission: ['value', 'reference'],
    choosesResponse: true,
    processID: process => process,
    emptyOutputsMeanNone: false,
    onlyRequestedOutputs: false,
    negotiatesResults: false
  },
  '2.0-draft': {
    conformsTo: classes('https', '2.0', ['core', 'ogc-process-description', 'json', 'html', 'oas', 'oas30', 'oas31', 'job-list', 'callback', 'dismiss']),
    secureUris: true,
    openapi: ['3.0', '3.1'],
    choosesResponse: false,
    processID: (process, base) => processUrl(base, process),
    emptyOutputsMeanNone: true,
    onlyRequestedOutputs: true,
    negotiatesResults: true
  }
}

/** An OGC URI, given with http, in the spelling of a dialect. */
export const ogcUri = ({ secureUris }: Dialect, uri: string): string => secureUris ? uri.replace(/^http:\/\/www\.opengis\.net\//, 'https://www.opengis.net/') : uri

export const dialectOf = ({ settings }: World): Dialect => dialects[settings.ogc]
