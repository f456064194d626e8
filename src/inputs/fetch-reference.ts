/** A request for the target of a link. */
export interface ReferenceRequest {
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** The target of a link, decompressed; a byte order mark is still there. */
export interface FetchedReference { readonly body: Buffer, readonly mediaType: string | undefined }

interface FetchOptions extends ReferenceRequest {
  /** Allows public addresses only, whatever the general setting. */
  readonly onlyPublic?: boolean
  /** Called with the size of each piece; if it throws, the fetch ends. */
  readonly admit?: (bytes: number) => void
}

/** Fetches the target of an input's link. @throws Error whose message, for people, ends like "… expected …" */
export type FetchReference = (href: string, options?: FetchOptions) => Promise<FetchedReference>
