import type { Process } from './process.ts'

/** Runs until it is dismissed: for tests of a dismissal, since it cannot finish first. */
export const hold: Process = {
  id: 'hold',
  title: 'Hold',
  description: 'Runs until it is dismissed.',
  version: '1.0.0',
  inputs: {
    progress: {
      title: 'progress',
      description: 'The progress that the job reports while it is held, in percent.',
      minOccurs: 0,
      schema: { type: 'integer', minimum: 0, maximum: 99, default: 0 }
    }
  },
  outputs: { message: { title: 'message', description: 'Never produced.', schema: { type: 'string' } } },
  plan: ({ progress }) => ({ accepted: 0, running: Infinity, outcome: 'successful', progress: [Number(progress ?? 0)] }),
  results: () => ({})
}
