/** As far as a URL can be read that cannot be read whole. */
export const decodeAscii = (url: string): string => url.replace(/%[2-7][\da-f]/gi, decodeURIComponent)
