import { progressionHeader } from '../http/progression-header.ts'

/** What the form of a process asks beside the inputs. */
export interface Choices {
  readonly mode: 'async' | 'sync'
  /** How the job is to go on, as X-Job-Progression says it; undefined: as the process says. */
  readonly progression: string | undefined
  readonly response: 'raw' | 'document'
  /** Only show the request that the form amounts to. */
  readonly preview: boolean
}

export function choicesIn (form: URLSearchParams): Choices {
  return {
    mode: form.get('mode') === 'sync' ? 'sync' : 'async',
    progression: progressionIn(form),
    response: form.get('response') === 'document' ? 'document' : 'raw',
    preview: form.get('action') === 'preview'
  }
}

function progressionIn (form: URLSearchParams): string | undefined {
  const progression = form.get('progression') ?? ''
  const times = form.get('times')?.trim() ?? ''
  if (progression === '') return undefined
  if (progression === 'time') return `time=${form.get('seconds')?.trim() ?? ''}`
  return progression === 'manual' && times !== '' ? `manual=${times}` : progression
}

/** The headers of an execute request that says the same. */
export const headersFor = ({ mode, progression }: Choices): Record<string, string> => ({
  'Content-Type': 'application/json',
  ...(mode === 'async' && { Prefer: 'respond-async' }),
  ...(progression !== undefined && { [headerName]: progression })
})

const headerName = progressionHeader.replace(/\b[a-z]/g, letter => letter.toUpperCase())
