import t from 'tap'
import { sharedTests } from './classes.ts'
import { core20Tests } from './core.ts'
import { apiTests, openApiTests } from './encodings.ts'
import { prove } from './prove.ts'

prove(t, '2.0-draft', { core: core20Tests, ...sharedTests, oas: apiTests, oas31: openApiTests('3.1') })
