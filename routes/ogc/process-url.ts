/** The address of a process. @param base the address or path of the façade, without a trailing slash */
export const processUrl = (base: string, id: string): string => `${base}/processes/${encodeURIComponent(id)}`
