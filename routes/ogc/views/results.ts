import { html } from 'ghtml'
import { valueMarkup } from '../../pages/html.ts'
import { geoJsonMarkup } from './geojson-map.ts'

/** A result for display. */
export interface DisplayedResult {
  readonly id: string
  /** Its member in a results document. */
  readonly member: unknown
  /** Its own address and media type; absent for a link to elsewhere, and for results that are not kept. */
  readonly file?: { readonly href: string, readonly type: string, readonly size: number }
  /** The address of an image that browsers can show. */
  readonly image?: string
  /** GeoJSON. */
  readonly map?: Record<string, unknown>
}

/** The results of a job: images and maps are shown, other values as text, all can be downloaded. @param job the job's page, if the job is kept */
export const resultsView = (results: readonly DisplayedResult[], job?: string): string => html`!${job === undefined ? '' : html`<p class="links"><a href="${job}">Back to the job</a></p>`}
!${results.length === 0 ? html`<p>The job produced none of the requested outputs.</p>` : results.map(resultMarkup)}`

const resultMarkup = (result: DisplayedResult): string => html`<section class="result"><h2 dir="auto">${result.id}</h2>
!${shownMarkup(result)}
!${result.file === undefined ? '' : html`<p class="links"><a href="${result.file.href}" download>Download</a> <span class="hint">${result.file.type}, ${sizeOf(result.file.size)}</span></p>`}</section>`

function shownMarkup ({ id, member, image, map }: DisplayedResult): string {
  const value = html`<div dir="auto">!${valueMarkup(member)}</div>`
  if (image !== undefined) return html`<p><img class="result-image" src="${image}" alt="Result ${id}"></p>!${foldJson(value)}`
  return map === undefined ? value : geoJsonMarkup(map) + foldJson(value)
}

const foldJson = (value: string): string => html`<details><summary>As JSON</summary>!${value}</details>`

/** A number of bytes for people. */
export const sizeOf = (bytes: number): string => bytes === 1 ? '1 byte' : bytes < 1000 ? `${bytes} bytes` : bytes < 1_000_000 ? `${Math.round(bytes / 100) / 10} kB` : `${Math.round(bytes / 100_000) / 10} MB`
