import { essenceOf } from '../formats/media-type.ts'
import { decompress } from './decompress.ts'
import type { SharedPlaces } from '../bounds/capacity.ts'
import type { FetchReference } from '../inputs/fetch-reference.ts'
import type { OutgoingRequests } from './outgoing-requests.ts'

/** Contents of addresses that the seed defines: these are never requested. */
export type KnownReferences = ReadonlyMap<string, { readonly body: Buffer, readonly mediaType: string | undefined }>

/** Where fetches are counted, and for which owner. */
export interface FetchPlaces { readonly fetches: SharedPlaces, readonly owner: string }

/** Fetches the target of an input's link: from the seed if it has the address, else from the server. */
export const createFetchReference = (outgoing: OutgoingRequests, known: KnownReferences, { fetches, owner }: FetchPlaces): FetchReference => async (href, options = {}) => {
  const local = known.get(href)
  if (local !== undefined) return local
  const { status, headers, body } = await fetches.use(owner, () => outgoing.send({ method: 'GET', ...options, href }))
  if (status !== 200) throw new Error(`an address that answers 200; it answers ${status}`)
  return { body: await decompress(body, headers['content-encoding'], options.admit), mediaType: knownType(headers['content-type']) }
}

/** Servers send `application/octet-stream` for unknown types, which says nothing (RFC 9110, 8.3). */
const knownType = (mediaType: string | undefined): string | undefined =>
  mediaType === undefined || /^(application|binary)\/octet-stream$/.test(essenceOf(mediaType)) ? undefined : mediaType
