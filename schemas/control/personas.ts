import { Type } from '@sinclair/typebox'
import { dismissPolicies } from '../../src/jobs/dismissal.ts'
import { Source } from '../persona.ts'
import { stringEnum } from '../string-enum.ts'
import { ogcDialects } from './settings.ts'

export const PersonaList = Type.Object({
  persona: Type.String({ description: 'that of the world; none: it has none' }),
  personas: Type.Array(Type.Object({
    name: Type.String(),
    title: Type.String({ description: 'the server' }),
    version: Type.String({ description: 'of the server' }),
    basedOn: Type.Object({ ogc: stringEnum(ogcDialects), dismiss: stringEnum(dismissPolicies) }),
    sources: Type.Array(Source),
    notImitated: Type.Array(Type.String(), { description: 'what the server does, and the persona does not' }),
    checkFails: Type.Array(Type.String(), { description: 'the checks of `jobdouble check` that find a deviation' })
  }))
})
