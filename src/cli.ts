import { health } from './commands/health.ts'
import { importSeed } from './commands/import-seed.ts'
import { serve } from './commands/serve.ts'
import { type Actions, commandLine } from './config/command-line.ts'
import { dropEmptyVariables } from './config/environment.ts'

dropEmptyVariables(process.env)
// Loaded on demand: most runs serve, and should start fast.
const check: Actions['check'] = async (...args) => (await import('./commands/check.ts')).check(...args)
void commandLine({ serve, health, importSeed, check }).parseAsync()
