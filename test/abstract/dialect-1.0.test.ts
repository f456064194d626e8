import t from 'tap'
import { sharedTests } from './classes.ts'
import { core10Tests } from './core.ts'
import { prove } from './prove.ts'

prove(t, '1.0', { core: core10Tests, ...sharedTests })
