/** The requests sent to every lane, in order. */
export const steps = [
  { name: 'delete', label: 'DELETE', method: 'DELETE' },
  { name: 'again', label: 'DELETE again', method: 'DELETE' },
  { name: 'get', label: 'GET', method: 'GET' },
  { name: 'results', label: 'GET results', method: 'GET' }
] as const

export type Step = typeof steps[number]
export type StepName = Step['name']

/** Time between steps, in milliseconds of the lanes' clocks. */
export const stepInterval = 2000
