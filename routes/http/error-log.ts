/**
 * Logs errors of the double itself. It is handed over, since Fastify's own \`request.log\` makes a logger and two
 * listeners for every request, even if nothing is logged.
 */
export interface ErrorLog { error (error: unknown): void }
