/** An argument cannot be used: the message says what came and what was expected, and nothing has changed. */
export class InvalidArgument extends RangeError {}
