/** Counts the bytes of job inputs over all stores that share it. */
export interface InputBytes {
  /** @throws Error if there is no room for so many; then none are taken */
  take (bytes: number): void
  giveBack (bytes: number): void
}

const number = 8

/** Roughly the bytes that values take: texts, names and numbers. Without recursion, since they may be deep. */
function sizeOfInputs (inputs: Readonly<Record<string, unknown>> = {}): number {
  let size = 0
  const ahead: unknown[] = [inputs]
  while (ahead.length > 0) {
    const value = ahead.pop()
    if (typeof value === 'string') size += value.length
    else if (typeof value !== 'object' || value === null) size += number
    else if (Array.isArray(value)) for (const item of value) ahead.push(item)
    else {
      for (const name in value) {
        size += name.length
        ahead.push((value as Record<string, unknown>)[name])
      }
    }
  }
  return size
}

/** What counts of a job: its inputs, and results that were set. */
interface JobContents {
  readonly inputs?: Readonly<Record<string, unknown>>
  readonly plan?: { readonly results?: Readonly<Record<string, unknown>> }
}

export const sizeOfJob = ({ inputs, plan }: JobContents): number =>
  plan?.results === undefined ? sizeOfInputs(inputs) : sizeOfInputs(inputs) + sizeOfInputs(plan.results)

/** The same for several jobs. */
export const sizeOfJobs = (jobs: readonly JobContents[]): number => jobs.reduce((sum, job) => sum + sizeOfJob(job), 0)
