/** Heavy requests on 100,000 jobs: how long other requests wait. */
import type { Tally } from '../tools.ts'
import { measureStalls } from './stall.ts'

const jobs = 100_000

export async function stalls (tally: Tally): Promise<void> {
  for (const { name, took, wait, stall, passed } of await measureStalls(jobs)) {
    tally.note(passed, `${name}: ${stall.toFixed(0)} ms of processor time at the longest before others are served, a light request waited ${wait.toFixed(0)} ms at most, ${took.toFixed(0)} ms in all`)
  }
}
