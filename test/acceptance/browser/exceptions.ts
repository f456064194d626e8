/** Known findings of axe-core. Each run prints them, and fails if one is no longer needed. */
export interface Exception {
  readonly rule: string
  /** The address of the page. */
  readonly page: RegExp
  /** axe-core's selector of the node. */
  readonly node: RegExp
  readonly why: string
}

export const exceptions: readonly Exception[] = []
