/** A part of a content: its first and its last byte. */
export interface ByteRange { readonly start: number, readonly end: number }

/**
 * What `Range: bytes=…` asks for of so many bytes. Undefined: all of it, since one that is not understood, or that asks for
 * several parts, may be ignored (RFC 9110, 14.2); `unsatisfiable`: nothing of it is there.
 */
export function byteRangeOf (header: string, size: number): ByteRange | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(header) ?? []
  if (first === '' && last === '') return undefined
  // More bytes from the end than there are: all of them.
  const [start, end] = first === '' ? [Math.max(0, size - Number(last)), size - 1] : [Number(first), last === '' ? size - 1 : Math.min(Number(last), size - 1)]
  if (last !== '' && first !== '' && Number(last) < Number(first)) return undefined
  return start > end ? 'unsatisfiable' : { start, end }
}
