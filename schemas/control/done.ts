import { Type } from '@sinclair/typebox'

/** What answers where nothing is left to say. */
export const Done = Type.Object({}, { description: 'Done.' })
