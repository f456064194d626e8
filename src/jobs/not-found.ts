import { InvalidArgument } from './invalid-argument.ts'

/** A caller named something that is not there: over HTTP it is a 404. */
export class NotFound extends InvalidArgument {}
