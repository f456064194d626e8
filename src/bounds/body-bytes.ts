/** Default maximum body size (`--max-body-bytes`): an inline input may be as large as one that is fetched. */
export const defaultMaxBodyBytes = 10 * 1024 * 1024

/** Packages are written by people; the full YAML parser takes a second for some megabytes. */
export const mostPackageBytes = 1024 * 1024

/** A seed over HTTP may be as large as one in a file. */
export const mostSeedBytes = 256 * 1024 * 1024
