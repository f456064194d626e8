/** A persona that cannot be used; the message says each problem with its path, and its place where it stands in a file. */
export class PersonaError extends Error {
  override readonly name = 'PersonaError'

  /** @param what what is wrong, as the beginning of a sentence */
  static of (what: string, problems: readonly string[]): PersonaError {
    return new PersonaError([`${what} is wrong:`, ...problems.map(problem => `  ${problem}`)].join('\n'))
  }
}
