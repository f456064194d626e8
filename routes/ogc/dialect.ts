import type { OgcDialect } from '../../src/world/settings.ts'
import type { World } from '../../src/world/world.ts'

/** What differs between the versions of the standard, apart from how results are handed over (deliver.ts). */
export interface Dialect {
  /** The conformance classes that are met: all of them, and only them. */
  readonly conformsTo: readonly string[]
  /** Whether OGC's own URIs are of the scheme https; those of link relations too, beside the http ones that are registered. */
  readonly secureUris: boolean
  /** The versions of OpenAPI in which the API is described. */
  readonly openapi: readonly ('3.0' | '3.1')[]
  /** What a summary of a process says of how outputs travel; the draft has done away with it. */
  readonly outputTransmission?: readonly ('value' | 'reference')[]
  /** Whether an execute request says if results come raw or as one document; in the draft their number decides. */
  readonly choosesResponse: boolean
  /** How a job names its process: by its id in 1.0, by the address of its description in the draft. */
  processID (process: string, base: string): string
  /** Whether `"outputs": {}` asks for no outputs, or says nothing and so asks for all. */
  readonly emptyOutputsMeanNone: boolean
  /** Whether an output that was not asked for has no address, though the job may have produced it. */
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
    processID: (process, base) => `${base}/processes/${encodeURIComponent(process)}`,
    emptyOutputsMeanNone: true,
    onlyRequestedOutputs: true,
    negotiatesResults: true
  }
}

/** A URI of OGC that is written as http, as a dialect has it. */
export const ogcUri = ({ secureUris }: Dialect, uri: string): string => secureUris ? uri.replace(/^http:\/\/www\.opengis\.net\//, 'https://www.opengis.net/') : uri

export const dialectOf = ({ settings }: World): Dialect => dialects[settings.ogc]
