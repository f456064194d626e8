import fc from 'fast-check'

/** Any character of Unicode. `unit: 'binary'` gives the same, and first makes a table of a million of them, which takes a second. */
export const anyCharacter: fc.Arbitrary<string> = fc.integer({ min: 0, max: 0x10ffff }).map(code => String.fromCodePoint(code)).filter(text => text.isWellFormed())
