import type { FastifyRequest } from 'fastify'
import type { ContentState } from '../../src/results/result-value.ts'

/**
 * Whether the client's copy is current (RFC 9110, 13.1.2 and 13.1.3). `Cache-Control: no-cache` is for caches only:
 * fetch() of Node and of browsers sends it with every If-None-Match that a program sets.
 */
export function isCurrent ({ headers: { 'if-none-match': tags, 'if-modified-since': since } }: FastifyRequest, { etag, modified }: Pick<ContentState, 'etag' | 'modified'>): boolean {
  if (tags !== undefined) return tags.split(',').map(tag => tag.trim()).some(tag => tag === '*' || tag.replace(/^W\//, '') === etag)
  return since !== undefined && modified !== undefined && Math.floor(modified.getTime() / 1000) * 1000 <= Date.parse(since)
}
