import { Type } from '@sinclair/typebox'

/** The answer without further content. */
export const Done = Type.Object({}, { description: 'Done.' })
