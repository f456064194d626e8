/** An unusable persona; the message has each problem with its path, and its place in the file if there is one. */
export class PersonaError extends Error {
  override readonly name = 'PersonaError'

  /** @param subject the beginning of the sentence */
  static of (subject: string, problems: readonly string[]): PersonaError {
    return new PersonaError([`${subject} is wrong:`, ...problems.map(problem => `  ${problem}`)].join('\n'))
  }
}
