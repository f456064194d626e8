import type { FastifyReply, FastifyRequest } from 'fastify'
import { listFilters, type Persona } from '../../../schemas/persona.ts'
import { usualLimit } from '../../../schemas/ogc/job-query.ts'
import { type Format, ignoreAccept } from '../../http/negotiate.ts'
import { OgcProblem } from '../problems.ts'
import { setHeaders } from './answer.ts'
import { givePageByDefault, operationOf } from './errors.ts'
import type { CompiledPersona } from './persona.ts'

/**
 * Applies a persona to a request, before anything else: its headers are set on every answer, and its rules choose the
 * format, by setting `f`, which has priority over Accept. A browser that navigates always gets pages: no API client
 * sends its headers.
 */
export function applyPersona (spoken: CompiledPersona, request: FastifyRequest, reply: FastifyReply): OgcProblem | undefined {
  const operation = operationOf(request)
  setHeaders(reply, spoken.headers, {})
  if (operation === undefined || request.headers['sec-fetch-dest'] === 'document') return undefined
  const query = request.query as { f?: string }
  if (operation === 'getJobs') readListQuery(request.query as Record<string, unknown>, spoken.persona.job_list)
  const { f, accept, results } = spoken.persona.negotiation ?? {}
  const requestedFormat = query.f === undefined || f === 'ignored' ? undefined : String(query.f)
  if (requestedFormat !== undefined && Array.isArray(f) && !f.includes(requestedFormat)) {
    query.f = 'json'
    return new OgcProblem('invalid-query-parameter-value', `Query parameter: f came as ${JSON.stringify(requestedFormat)}; expected ${f.join(' or ')}.`)
  }
  delete query.f
  const format = requestedFormat === undefined ? formatByAccept(request.headers.accept, accept) : requestedFormat === 'html' || requestedFormat === 'json' ? requestedFormat : Array.isArray(f) ? 'json' : requestedFormat as Format
  const isResults = operation === 'getResult'
  if (accept === 'ignored') ignoreAccept(request)
  if (format !== undefined && !(isResults && format === 'json' && requestedFormat === undefined)) query.f = format
  else if (isResults && format === undefined && results === 'html' && (accept === 'exact' || request.headers.accept === undefined)) {
    query.f = 'html'
    givePageByDefault(request)
  } else if (!isResults && accept !== undefined) query.f = 'json'
  return undefined
}

/** Query parameters that a persona's list ignores are dropped before validation, and its page size is applied. */
function readListQuery (query: Record<string, unknown>, { filters, paging, limit }: NonNullable<Persona['job_list']> = {}): void {
  if (filters !== undefined) for (const name of listFilters) if (!filters.includes(name)) delete query[name]
  if (paging === 'none') delete query['offset']
  query['limit'] = paging === 'none' ? String(Number.MAX_SAFE_INTEGER) : query['limit'] ?? String(limit ?? usualLimit)
}

const formats: Readonly<Record<string, Format>> = { 'application/json': 'json', 'text/html': 'html' }

/** The format by Accept if a persona does not read it like HTTP; undefined for none. */
function formatByAccept (header: string | undefined, rule: NonNullable<Persona['negotiation']>['accept']): Format | undefined {
  if (rule === 'ignored') return 'json'
  if (rule !== 'exact' || header === undefined) return undefined
  const ranges = header.split(',').map(range => {
    const [type = '', ...parameters] = range.split(';').map(part => part.trim())
    const q = parameters.find(parameter => parameter.startsWith('q='))
    return { type: type.toLowerCase(), q: q === undefined ? 1 : Number(q.slice(2)) || 0 }
  })
  const [first] = ranges.filter(({ type }) => formats[type] !== undefined).sort((one, other) => other.q - one.q)
  return first && formats[first.type]
}
