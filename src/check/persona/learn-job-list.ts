import { listFilters, type Persona } from '../../../schemas/persona.ts'
import { asList, asMembers, type Exchange, type Members, membersOf } from '../exchange.ts'
import { idOf } from '../ogc/subject.ts'
import { type LearnedPart, type Observations, unseenUnless } from './observations.ts'
import { addressPlaceholders, toTemplate } from './to-template.ts'

type JobList = NonNullable<Persona['job_list']>

/** The job ids of a page, in order. */
const idsIn = (page: Exchange): string[] => asList(membersOf(page)['jobs']).map(job => typeof job === 'string' ? job : String(idOf(asMembers(job))))

/** Learns the members and the order of the job list. */
export function learnJobList (observations: Observations): LearnedPart<Persona['job_list']> {
  const { answers, log, jobsUrl, launchedJobs, base } = observations
  const whole = answers.list
  if (whole.status !== 200) return { part: { absent: true }, unseen: [] }
  const ids = idsIn(whole)
  const order = orderOf(ids, idsIn(answers['list of one']), launchedJobs.map(({ id }) => id))
  const limit = limitOf(answers['list without a limit'])
  const pages = log.filter(({ method, status, url }) => method === 'GET' && status === 200 && url.startsWith(jobsUrl) && /[?&]limit=\d/.test(url))
  return {
    part: {
      body: bodyOf(whole, pages, base),
      ...order !== undefined && { order },
      ...idsIn(answers['list of one']).length > 1 ? { paging: 'none' } : limit !== undefined && { limit },
      ...ids.length > 0 && filtersOf(observations, ids)
    },
    unseen: [
      ...unseenUnless(order !== undefined, 'The order of its job list.'),
      ...unseenUnless(limit !== undefined, 'The default page size of its job list: there were fewer jobs.'),
      ...unseenUnless(pages.every(page => nextOf(page) === undefined || /[?&]offset=/.test(nextOf(page)!)), 'The paging of its job list: it does not use `offset`.')
    ]
  }
}

/** The order of jobs launched one after the other, on the whole list and on a page of it. */
export function orderOf (ids: readonly string[], first: readonly string[], launched: readonly string[]): JobList['order'] {
  const places = ids.map(id => launched.indexOf(id)).filter(place => place >= 0)
  if (places.length < 2) return undefined
  if (places[0]! < places.at(-1)!) return 'oldest'
  return first[0] === ids.at(-1) && first[0] !== ids[0] ? 'oldest-page-reversed' : 'newest'
}

/** The page size: as stated, or the number of jobs before a next page. */
function limitOf (page: Exchange): number | undefined {
  const { limit } = membersOf(page)
  if (Number.isInteger(limit) && Number(limit) > 0) return Number(limit)
  return nextOf(page) === undefined ? undefined : idsIn(page).length
}

const nextOf = (page: Exchange): string | undefined => linksIn(page).find(({ rel }) => rel === 'next')?.['href'] as string | undefined

const linksIn = (page: Exchange): Members[] => asList(membersOf(page)['links']).map(asMembers)

/** Query parameters that reduced the list, or were refused. */
function filtersOf ({ answers }: Observations, ids: readonly string[]): Pick<JobList, 'filters'> {
  const filters = listFilters.filter(name => idsIn(answers[`filter ${name}`]).length < ids.length)
  return filters.length === listFilters.length ? {} : { filters: [...filters] }
}

const counts: Readonly<Record<string, string>> = { total: '{total}', numberMatched: '{total}', numberTotal: '{total}', count: '{count}', numberReturned: '{count}', limit: '{limit}', offset: '{offset}' }

/** The list's body with all links that any page has. */
function bodyOf (whole: Exchange, pages: readonly Exchange[], base: string): Members {
  const isOfIds = typeof asList(membersOf(whole)['jobs'])[0] === 'string'
  const links = new Map(pages.flatMap(page => linksIn(page).map(link => [`${String(link['rel'])} ${String(link['type'])}`, linkTemplate(link, page, base)] as const)))
  return Object.fromEntries(Object.entries(membersOf(whole)).map(([name, value]) => {
    if (name === 'jobs') return [name, isOfIds ? '{ids}' : '{jobs}']
    if (name === 'links') return [name, [...links.values()]]
    return [name, typeof value === 'number' ? counts[name] ?? value : toTemplate(value, addressPlaceholders({ base }))]
  }))
}

function linkTemplate (link: Members, { url }: Exchange, base: string): unknown {
  const { rel, href } = link
  if (rel === 'next') return { ...link, href: '{base}/jobs?offset={next_offset}{query}' }
  if (rel === 'prev') return { ...link, href: '{base}/jobs?offset={prev_offset}{query}' }
  return { ...link, href: href === url ? '{self}' : toTemplate(href, addressPlaceholders({ base })) }
}
