/**
 * Where a façade writes what went wrong in the double itself. It is handed over, since Fastify's own \`request.log\`
 * makes a logger and two listeners for every request, whether or not anything is ever logged.
 */
export interface ErrorLog { error (error: unknown): void }
