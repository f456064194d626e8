#!/usr/bin/env node
import { health } from './commands/health.ts'
import { serve } from './commands/serve.ts'
import { commandLine } from './config.ts'

await commandLine({ serve, health }).parseAsync()
