/** What is asked of every lane, in this order. */
export const steps = [
  { name: 'delete', label: 'DELETE', method: 'DELETE' },
  { name: 'again', label: 'DELETE again', method: 'DELETE' },
  { name: 'get', label: 'GET', method: 'GET' },
  { name: 'results', label: 'GET results', method: 'GET' }
] as const

export type Step = typeof steps[number]
export type StepName = Step['name']

/** How much time passes from one step to the next, in milliseconds of the lanes' clocks. */
export const pace = 2000
