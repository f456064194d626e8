/** Asks the landing page of a running double; exit code 1 if it does not answer well. Made for a container's HEALTHCHECK. */
export async function health (url: string): Promise<void> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(3000) })
    await response.body?.cancel()
    if (response.ok) return
    process.stderr.write(`${url} answers ${response.status}; expected 200.\n`)
  } catch (error) {
    process.stderr.write(`${url} does not answer: ${(error as Error).message}\n`)
  }
  process.exitCode = 1
}
