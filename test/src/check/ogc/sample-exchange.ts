import type { Exchange } from '../../../../src/check/exchange.ts'

/** A GET of a job that was answered with JSON. */
export const exchangeOf = (more: Partial<Exchange>): Exchange => ({
  method: 'GET',
  url: 'http://h.example/jobs/1',
  finalUrl: 'http://h.example/jobs/1',
  requestHeaders: { accept: 'application/json' },
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: '{}',
  start: 0,
  end: 1,
  ...more
})
