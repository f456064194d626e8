#!/usr/bin/env node
import { health } from './commands/health.ts'
import { importSeed } from './commands/import-seed.ts'
import { serve } from './commands/serve.ts'
import { commandLine, dropEmptyVariables } from './config.ts'

dropEmptyVariables(process.env)
await commandLine({ serve, health, importSeed }).parseAsync()
