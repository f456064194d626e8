import type { Readable } from 'node:stream'

/** A link as a result: its target is elsewhere. */
export class ResultLink {
  readonly link: { readonly href: string, readonly type?: string } & Readonly<Record<string, unknown>>

  constructor (link: ResultLink['link']) {
    this.link = link
  }
}

/** A value as a result, with its media type and encoding. */
export class QualifiedValue {
  readonly value: unknown
  readonly mediaType: string | undefined
  readonly encoding: string | undefined

  constructor (value: unknown, mediaType?: string, encoding?: string) {
    this.value = value
    this.mediaType = mediaType
    this.encoding = encoding
  }
}

/** The present state of a content. */
export interface ContentState {
  /** Bytes. */
  readonly size: number
  /** A strong entity tag, with quotes. */
  readonly etag: string
  /** Time of the last change, if known. */
  readonly modified?: Date
}

/** Bytes as a result that are not held in memory: a file, or a document generated while it is sent. */
export abstract class Content {
  readonly type: string

  /** @param type its media type */
  constructor (type: string) {
    this.type = type
  }

  /** @throws Error if it no longer exists */
  abstract stat (): ContentState
  /** The bytes from `start` to `end`, both included. */
  abstract open (start: number, end: number): Readable
  /** All bytes at once, for small contents. @throws Error if it no longer exists */
  abstract read (): Buffer
}
