import fc from 'fast-check'

/** Any character of Unicode. `unit: 'binary'` does the same, but first builds a table of a million characters, which takes a second. */
export const anyCharacter: fc.Arbitrary<string> = fc.integer({ min: 0, max: 0x10ffff }).map(code => String.fromCodePoint(code)).filter(text => text.isWellFormed())
