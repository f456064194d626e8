import { type Static, Type } from '@sinclair/typebox'
import { ref } from '../ref.ts'
import { Link } from './link.ts'

/** @see landingPage.yaml */
export const LandingPage = Type.Object({
  title: Type.Optional(Type.String()),
  description: Type.Optional(Type.String()),
  links: Type.Array(ref(Link))
}, { $id: 'LandingPage' })
export type LandingPage = Static<typeof LandingPage>
