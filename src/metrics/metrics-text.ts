import { Counter, Gauge, Registry } from 'prom-client'
import type { Metrics } from './collect-metrics.ts'

/** The metrics in the text format of Prometheus. */
export function metricsText ({ answers, jobs, worlds, journalBytes, delay }: Metrics): Promise<string> {
  const registry = new Registry()
  const registers = [registry]
  const gauge = (name: string, help: string, value: number) => new Gauge({ name, help, registers }).set(value)
  const requests = new Counter({ name: 'jobdouble_requests_total', help: 'Requests that were answered, by façade and status', labelNames: ['facade', 'status'], registers })
  for (const { facade, status, count } of answers) requests.inc({ facade, status }, count)
  const jobsByStatus = new Gauge({ name: 'jobdouble_jobs', help: 'Jobs of all worlds, by current status', labelNames: ['status'], registers })
  for (const [status, count] of Object.entries(jobs)) jobsByStatus.set({ status }, count)
  gauge('jobdouble_worlds', 'Worlds, including the default one', worlds)
  gauge('jobdouble_journal_bytes', 'Approximate bytes of the request journals of all worlds', journalBytes)
  gauge('nodejs_eventloop_lag_mean_seconds', 'Mean delay of the event loop since the last reading', delay.mean)
  gauge('nodejs_eventloop_lag_p99_seconds', 'The 99th percentile of the delay of the event loop since the last reading', delay.p99)
  gauge('nodejs_eventloop_lag_max_seconds', 'The longest delay of the event loop since the last reading', delay.max)
  return registry.metrics()
}

/** The media type of that text. */
export const metricsType = Registry.PROMETHEUS_CONTENT_TYPE
