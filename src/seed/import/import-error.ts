/** Nothing can be imported; the message says what came and what was expected. */
export class ImportError extends Error {}
