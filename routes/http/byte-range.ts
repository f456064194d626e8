/** A part of a content: its first and last byte. */
export interface ByteRange { readonly start: number, readonly end: number }

/**
 * The range in `Range: bytes=…` for a content of this size. Undefined: all of it, since an invalid range, or several,
 * may be ignored (RFC 9110, 14.2); `unsatisfiable`: nothing of it exists.
 */
export function byteRangeOf (header: string, size: number): ByteRange | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(header) ?? []
  if (first === '' && last === '') return undefined
  // A suffix longer than the content means all of it.
  const [start, end] = first === '' ? [Math.max(0, size - Number(last)), size - 1] : [Number(first), last === '' ? size - 1 : Math.min(Number(last), size - 1)]
  if (last !== '' && first !== '' && Number(last) < Number(first)) return undefined
  return start > end ? 'unsatisfiable' : { start, end }
}
