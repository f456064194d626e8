import { progressionHeader } from '../http/progression-header.ts'

/** The fields of the process form beside the inputs. */
export interface ExecutionChoices {
  readonly mode: 'async' | 'sync'
  /** The progression in the syntax of X-Job-Progression; undefined for the process's own. */
  readonly progression: string | undefined
  readonly response: 'raw' | 'document'
  /** Whether to only show the request of the form. */
  readonly preview: boolean
}

export function choicesIn (form: URLSearchParams): ExecutionChoices {
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

/** The headers of the equivalent execute request. */
export const headersFor = ({ mode, progression }: ExecutionChoices): Record<string, string> => ({
  'Content-Type': 'application/json',
  ...(mode === 'async' && { Prefer: 'respond-async' }),
  ...(progression !== undefined && { [headerName]: progression })
})

const headerName = progressionHeader.replace(/\b[a-z]/g, letter => letter.toUpperCase())
