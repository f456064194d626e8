import type { Readable } from 'node:stream'

/** A link as a result: what it leads to is elsewhere. */
export class ResultLink {
  readonly link: { readonly href: string, readonly type?: string } & Readonly<Record<string, unknown>>

  constructor (link: ResultLink['link']) {
    this.link = link
  }
}

/** A value as a result, with what it is. */
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

/** How a content stands now. */
export interface ContentState {
  /** Bytes. */
  readonly size: number
  /** A strong entity tag, with its quotes. */
  readonly etag: string
  /** When it was last changed, where that is known. */
  readonly modified?: Date
}

/** Bytes as a result, which nobody has in memory: a file, or a document that is made while it is sent. */
export abstract class Content {
  readonly type: string

  /** @param type its media type */
  constructor (type: string) {
    this.type = type
  }

  /** @throws Error if it is there no more */
  abstract stat (): ContentState
  /** The bytes from `start` to `end`, both included. */
  abstract open (start: number, end: number): Readable
  /** All bytes at once, for what is small. @throws Error if it is there no more */
  abstract read (): Buffer
}
