/** Decodes the ASCII escapes of a URL that cannot be decoded as a whole. */
export const decodeAscii = (url: string): string => url.replace(/%[2-7][\da-f]/gi, decodeURIComponent)
