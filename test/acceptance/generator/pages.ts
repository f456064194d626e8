/** The content of the two seed documents, which the pages generated from our description must have too. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tally } from '../tools.ts'

interface Operation { call: string, returns: string, path: string, shows: Record<string, string> }
interface Page { file: string, operations: Record<string, Operation> }

/** Tator's generator numbered its models; ours have names. */
const MODEL = 'any model'

const byToken = {
  'needs the token': '### Authorization\n\n[TokenAuth](../README.md#TokenAuth)\n',
  'sends no body': ' - **Content-Type**: Not defined\n',
  'accepts JSON': ' - **Accept**: application/json\n'
}

const pages: Page[] = [
  {
    file: 'docs/DismissApi.md',
    operations: {
      dismiss: {
        call: 'dismiss(job_id)',
        returns: 'StatusInfo',
        path: '/jobs/{jobId}',
        shows: {
          'says what the id is': "    job_id = 'job_id_example' # str | local identifier of a job\n",
          'lists the id as a parameter': '\n **job_id** | **str**| local identifier of a job | \n',
          'returns a StatusInfo': '### Return type\n\n[**StatusInfo**](StatusInfo.md)\n',
          'needs no authorization': '### Authorization\n\nNo authorization required\n',
          'sends no body': ' - **Content-Type**: Not defined\n',
          'accepts JSON and HTML, in this order': ' - **Accept**: application/json, text/html\n',
          'documents success': '\n**200** | The status of a job. |  -  |\n',
          'documents an unknown job': '\n**404** | The requested URI was not found. |  -  |\n',
          'documents a failure': '\n**500** | A server error occurred. |  -  |\n'
        }
      }
    }
  },
  {
    file: 'docs/JobApi.md',
    operations: {
      delete_job: {
        call: 'delete_job(run_uid)',
        returns: MODEL,
        path: '/rest/Job/{run_uid}',
        shows: { 'takes the run_uid as text': '\n **run_uid** | **str**| ', ...byToken }
      },
      delete_job_group: {
        call: 'delete_job_group(group_id)',
        returns: MODEL,
        path: '/rest/JobGroup/{group_id}',
        shows: { 'takes the group_id as text': '\n **group_id** | **str**| ', ...byToken }
      }
    }
  }
]

const TOKEN = '### TokenAuth\n\n- **Type**: API key\n- **API key parameter name**: Authorization\n- **Location**: HTTP header\n'

export async function checkPages (tally: Tally, client: string): Promise<void> {
  for (const page of pages) checkPage(tally, page, await readFile(join(client, page.file), 'utf8').catch(() => ''))
  const readme = await readFile(join(client, 'README.md'), 'utf8').catch(() => '')
  tally.note(readme.includes(TOKEN), 'README.md: TokenAuth is an API key in the header Authorization', readme.slice(readme.indexOf('## Documentation For Auth')))
}

function checkPage (tally: Tally, { file, operations }: Page, text: string): void {
  const rows = [...text.matchAll(/^\[\*\*(\w+)\*\*\]\(.*?\) \| (\*\*\w+\*\* \S+) \|/gm)].map(([, name, call]) => `${name} ${call}`)
  const wanted = Object.entries(operations).map(([name, { path }]) => `${name} **DELETE** ${path}`)
  tally.note(rows.join() === wanted.join(), `${file}: has ${wanted.join(' and ')}, and nothing else`, rows.join('\n') || 'The page has no operations.')
  for (const [name, operation] of Object.entries(operations)) checkOperation(tally, `${file}: ${name}`, operation, section(text, name))
}

function checkOperation (tally: Tally, title: string, { call, returns, shows }: Operation, text: string): void {
  const [, model] = /^> (\w+) /m.exec(text) ?? []
  const fits = model !== undefined && (returns === MODEL || returns === model) && text.includes(`> ${model} ${call}\n`)
  tally.note(fits, `${title} is the call ${call} and returns ${returns}`, text.slice(0, 200))
  for (const [sentence, pattern] of Object.entries(shows)) {
    tally.note(text.includes(pattern), `${title} ${sentence}`, `Not on the page: ${JSON.stringify(pattern)}`)
  }
}

/** An operation's part of its page. */
function section (text: string, name: string): string {
  const [, rest = ''] = text.split(`# **${name}**\n`)
  return rest.split('\n# **')[0] ?? ''
}
