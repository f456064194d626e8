// Control characters except the line feed, and those that change the direction of text.
// eslint-disable-next-line no-control-regex
const controlCharacters = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069]/g

/** Escapes characters of a server's text that would control the terminal. */
export const escapeControlCharacters = (text: string): string => text.replace(controlCharacters, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
