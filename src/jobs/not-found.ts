import { InvalidArgument } from './invalid-argument.ts'

/** The named thing does not exist: 404 over HTTP. */
export class NotFound extends InvalidArgument {}
