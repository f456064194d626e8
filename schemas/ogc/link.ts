import { type Static, Type } from '@sinclair/typebox'

/** @see link.yaml */
export const Link = Type.Object({
  href: Type.String(),
  rel: Type.Optional(Type.String()),
  type: Type.Optional(Type.String()),
  hreflang: Type.Optional(Type.String()),
  title: Type.Optional(Type.String())
}, { $id: 'Link' })
export type Link = Static<typeof Link>
