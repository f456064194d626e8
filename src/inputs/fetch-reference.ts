/**
 * Fetches what an input refers to. @throws Error with a sentence that ends "… expected …" would end, for people
 * @param onlyPublic from public addresses alone, whatever is allowed otherwise
 */
export type FetchReference = (href: string, onlyPublic?: boolean) => Promise<{ readonly body: Buffer, readonly mediaType: string | undefined }>
