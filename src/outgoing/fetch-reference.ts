import { essenceOf } from '../formats/media-type.ts'
import { decompress } from './decompress.ts'
import type { SharedPlaces } from '../bounds/capacity.ts'
import type { FetchReference } from '../inputs/fetch-reference.ts'
import type { OutgoingRequests } from './outgoing-requests.ts'

/** What an address holds, where the seed says it: such an address is never asked. */
export type KnownReferences = ReadonlyMap<string, { readonly body: Buffer, readonly mediaType: string | undefined }>

/** Where fetches are counted, and for whom. */
export interface FetchPlaces { readonly fetches: SharedPlaces, readonly owner: string }

/** Fetches what an input refers to: from the seed where it knows the address, else from the server behind it. */
export const createFetchReference = (outgoing: OutgoingRequests, known: KnownReferences, { fetches, owner }: FetchPlaces): FetchReference => async (href, options = {}) => {
  const local = known.get(href)
  if (local !== undefined) return local
  const { status, headers, body } = await fetches.use(owner, () => outgoing.send({ method: 'GET', ...options, href }))
  if (status !== 200) throw new Error(`an address that answers 200; it answers ${status}`)
  return { body: await decompress(body, headers['content-encoding'], options.admit), mediaType: knownType(headers['content-type']) }
}

/** Servers say `application/octet-stream` of what they do not know, which is to say nothing of it (RFC 9110, 8.3). */
const knownType = (mediaType: string | undefined): string | undefined =>
  mediaType === undefined || /^(application|binary)\/octet-stream$/.test(essenceOf(mediaType)) ? undefined : mediaType
