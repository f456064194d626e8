import type { Cases } from '../visit.ts'
import { accessible } from './accessible.ts'
import { api } from './api.ts'
import { demonstration } from './demonstration.ts'
import { demonstrationComparison } from './demonstration-comparison.ts'
import { deployment } from './deployment.ts'
import { errors } from './errors.ts'
import { harness } from './harness.ts'
import { hostile } from './hostile.ts'
import { job } from './job.ts'
import { keyboard } from './keyboard.ts'
import { live } from './live.ts'
import { report } from './report.ts'
import { results } from './results.ts'
import { executeAndDismiss } from './execute-and-dismiss.ts'
import { widths } from './widths.ts'

/** All cases, by subject. */
export const subjects: Readonly<Record<string, Cases>> = { harness, 'execute and dismiss': executeAndDismiss, job, results, deployment, 'demonstration comparison': demonstrationComparison, demonstration, live, keyboard, accessible, errors, api, hostile, widths, report }
