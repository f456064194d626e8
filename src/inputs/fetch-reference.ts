/** How an address is asked for what it holds. */
export interface ReferenceRequest {
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** What an address holds; a byte order mark is still there, compression is not. */
export interface FetchedReference { readonly body: Buffer, readonly mediaType: string | undefined }

interface FetchOptions extends ReferenceRequest {
  /** From public addresses alone, whatever is allowed otherwise. */
  readonly onlyPublic?: boolean
  /** Is told of each piece of so many bytes; what it throws ends the fetch. */
  readonly admit?: (bytes: number) => void
}

/** Fetches what an input refers to. @throws Error with a sentence that ends "… expected …" would end, for people */
export type FetchReference = (href: string, options?: FetchOptions) => Promise<FetchedReference>
