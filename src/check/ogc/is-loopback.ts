/** Whether the server is on this machine, so that it can reach a listener of the check. */
export const isLoopback = (url: string): boolean => /^(localhost|127\.|\[::1\])/.test(new URL(url).hostname)
