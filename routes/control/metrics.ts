import { Type } from '@sinclair/typebox'
import { collectMetrics } from '../../src/metrics/collect-metrics.ts'
import { EventLoopDelay } from '../../src/metrics/event-loop-delay.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import type { ControlOptions } from './options.ts'

const description = 'Metrics in the text format of Prometheus: requests by façade and status, jobs by status, worlds, bytes of the request journals, delay of the event loop.'
const response = { 200: { description, content: { 'text/plain': { schema: Type.String() } } } }

/** `GET /__admin/metrics`: for a monitoring system. The library is loaded on first use. */
export function metrics (app: TypedInstance, { worlds }: Pick<ControlOptions, 'worlds'>): void {
  const delay = new EventLoopDelay()
  app.addHook('onClose', async () => delay.stop())
  app.get('/metrics', { schema: { operationId: 'getMetrics', tags: ['Control'], summary: 'Metrics of the double', response } }, async (_request, reply) => {
    const { metricsText, metricsType } = await import('../../src/metrics/metrics-text.ts')
    const text = await metricsText(await collectMetrics(worlds, delay))
    return reply.type(metricsType).send(text)
  })
}
