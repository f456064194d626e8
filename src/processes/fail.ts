import type { Process } from './process.ts'

/** Accepts any inputs, runs a while, and fails. */
export const fail: Process = {
  id: 'fail',
  title: 'Fail',
  description: 'Runs for a while and fails.',
  version: '1.0.0',
  inputs: {
    after: {
      title: 'after',
      description: 'How many seconds the job runs before it fails.',
      minOccurs: 0,
      schema: { type: 'number', minimum: 0, maximum: 3600, default: 1 }
    },
    reason: {
      title: 'reason',
      description: 'The reason that the failed job gives.',
      minOccurs: 0,
      schema: { type: 'string', default: 'This process fails by design.' }
    }
  },
  outputs: { message: { title: 'message', description: 'Never produced.', schema: { type: 'string' } } },
  plan: ({ after, reason }) => ({
    accepted: 0,
    running: Number(after ?? 1) * 1000,
    outcome: 'failed',
    reason: String(reason ?? 'This process fails by design.')
  }),
  results: () => ({})
}
