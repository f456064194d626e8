/** As many bytes a body may have, unless `--max-body-bytes` says otherwise: an input that is sent as it is may be as large as one that is fetched. */
export const defaultMaxBodyBytes = 10 * 1024 * 1024

/** A package is a document that people write; the parser that knows all of YAML takes a second for some megabytes. */
export const mostPackageBytes = 1024 * 1024

/** A seed by HTTP may be as large as one in a file. */
export const mostSeedBytes = 256 * 1024 * 1024
