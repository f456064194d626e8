import { InvalidArgumentError } from 'commander'

/** A parser of whole numbers in this range, both ends included. */
export function parseWholeNumber ({ minimum: least = 0, maximum: most = Infinity }: { readonly minimum?: number, readonly maximum?: number }): (text: string) => number {
  return text => {
    const number = Number(text)
    if (!/^\d+$/.test(text) || number < least || number > most) throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`)
    return number
  }
}

/** A parser whose errors become those of commander. */
export function withArgumentError<T> (parse: (text: string) => T): (text: string) => T {
  return text => {
    try {
      return parse(text)
    } catch (error) {
      throw new InvalidArgumentError((error as Error).message)
    }
  }
}

/** One value each time the flag is given, or several with commas, as in the environment. */
export function parseList (parse: (text: string) => string): (text: string, before?: readonly string[]) => readonly string[] {
  return (text, before = []) => [...before, ...text.split(',').map(one => withArgumentError(parse)(one.trim()))]
}

export function parseBoolean (text: string): boolean {
  if (text !== 'true' && text !== 'false') throw new InvalidArgumentError('Expected true or false.')
  return text === 'true'
}
