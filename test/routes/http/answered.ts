import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import type { TestDouble } from '../../helper.ts'

/** Sends a request, and moves the clock until it is answered, despite delays. */
export async function answered ({ app, clock }: TestDouble, request: InjectOptions | string): Promise<LightMyRequestResponse> {
  const progress = { over: false }
  const answer = app.inject(request).finally(() => { progress.over = true })
  while (!progress.over) await clock.advance(1)
  return answer
}
