/** Whether an address is that of this machine, from which a listener of the check can be reached. */
export const isLoopback = (url: string): boolean => /^(localhost|127\.|\[::1\])/.test(new URL(url).hostname)
