/** Fetches what an input refers to. @throws Error with a sentence that ends "… expected …" would end, for people */
export type FetchReference = (href: string) => Promise<{ readonly body: Buffer, readonly mediaType: string | undefined }>
