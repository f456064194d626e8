/**
 * Fetches what an input refers to. @throws Error with a sentence that ends "… expected …" would end, for people
 * `onlyPublic`: from public addresses alone, whatever is allowed otherwise. `admit` is told of each piece of so many bytes; what it throws ends the fetch
 */
export type FetchReference = (href: string, options?: { readonly onlyPublic?: boolean, readonly admit?: (bytes: number) => void }) => Promise<{ readonly body: Buffer, readonly mediaType: string | undefined }>
