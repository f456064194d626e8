/**
 * Asks the landing page of a running double; exit code 1, and why on standard error, if no jobdouble answers. Made for a container's HEALTHCHECK:
 * what it asks is in no journal, and no fault is injected.
 */
export async function health (url: string): Promise<void> {
  const problem = await healthProblem(url).catch((error: Error) => `${url} does not answer: ${error.message}`)
  if (problem === undefined) return
  process.stderr.write(`${problem}\n`)
  process.exitCode = 1
}

async function healthProblem (url: string): Promise<string | undefined> {
  const response = await fetch(url, { headers: { accept: 'application/json', 'x-requested-with': 'jobdouble' }, signal: AbortSignal.timeout(3000) })
  if (response.status === 200 && isJson(response)) return identityProblem(url, await response.json().catch(() => undefined))
  await response.body?.cancel()
  if (response.status === 401 && response.headers.get('www-authenticate')?.includes('realm="jobdouble"') === true) return undefined
  return response.status === 200 ? identityProblem(url, undefined) : `${url} answers ${response.status}; expected 200.`
}

const isJson = ({ headers }: Response): boolean => /^application\/json\b/.test(String(headers.get('content-type')))

/** Any server may answer 200: the title of the landing page identifies a jobdouble. */
function identityProblem (url: string, landingPage: unknown): string | undefined {
  const title = (landingPage as { title?: unknown } | null | undefined)?.title
  if (title === 'jobdouble') return
  return `${url} is not a jobdouble: its title is ${JSON.stringify(title) ?? 'absent'}; expected "jobdouble".`
}
