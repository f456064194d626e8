export interface Finding { readonly operation: string, readonly code: string, text: string }

/** Findings of schemathesis that are right; `description` is the beginning of a description's name, absent for all. */
interface Exception { readonly description?: string, readonly operation: RegExp, readonly code: string, readonly text: RegExp, readonly reason: string }

const refused = 'ST202'
const accepted = 'ST201'
const withoutHeader = 'ST203'

export const exceptions: readonly Exception[] = [
  { description: 'Tator', operation: /^\w+ \/rest\//, code: withoutHeader, text: /Got (400|403)/, reason: 'Tator answers a request without credentials with 403 in 2020-05, as Django REST framework does, and with 400 in 1.5' },
  { description: 'Tator 1.5', operation: /^\w+ \/rest\//, code: 'ST401', text: /credentials were not provided/, reason: 'Tator 1.5 answers a request without credentials with 400' },
  { description: 'Tator 2020-09', operation: /^\w+ \/rest\//, code: 'ST401', text: /credentials were not provided/, reason: 'Tator of September 2020 answers a request without credentials with 400' },
  { description: 'Tator 1.5', operation: /^\w+ \/rest\//, code: 'ST204', text: /returned 400/, reason: 'Tator 1.5 answers a wrong method with 400' },
  { description: 'Tator 2020-09', operation: /^GET \/rest\/Jobs/, code: refused, text: /list index out of range/, reason: 'which groups there are is said by the launches' },
  { description: 'Tator 2020-09', operation: /^\w+ \/rest\//, code: 'ST204', text: /returned 400/, reason: 'Tator of September 2020 answers a wrong method with 400' },
  { description: 'Tator', operation: /^\w+ \/rest\//, code: accepted, text: /\[(401|403|404)\]/, reason: 'Tator asks who may do it, and whether it is there, before it reads the body' },
  { description: 'Tator', operation: /^POST \/rest\/Token$/, code: refused, text: /This field is required|may not be blank|Unable to log in/, reason: 'members that are missing are worded by Tator itself, so its schema does not require them; wrong credentials are 400' },
  { description: 'Tator', operation: /^POST \/rest\/(AlgorithmLaunch|Jobs)/, code: refused, text: /\[400\]/, reason: 'which algorithms and media there are is said by the project' },
  { description: 'OGC', operation: /^POST \/processes\/\{\w+\}\/execution$/, code: refused, text: /\[400\]/, reason: 'what an input may be is said by the description of the process' },
  { description: 'OGC', operation: /^GET \/jobs\/\{\w+\}\/results|\/execution$/, code: 'ST101', text: /"title":"Job (failed|was dismissed)"/, reason: 'results of a job that failed are answered with the status of its exception' },
  { description: 'OGC', operation: /^GET \/jobs$/, code: refused, text: /datetime came/, reason: 'an interval of RFC 3339 has no format in JSON Schema' },
  { description: 'OGC', operation: /^GET \/processes$/, code: refused, text: /after came/, reason: 'which processes a page can begin after is known to the link of the page before' },
  { description: 'OGC', operation: /^GET \/jobs\/\{\w+\}\/results\/\{\w+\}$/, code: refused, text: /has no output/, reason: 'which outputs there are is said by the description of the process' },
  { description: 'OGC 2.0-draft', operation: /^GET \/jobs\/\{\w+\}\/results$/, code: refused, text: /\[400\]/, reason: 'which outputs can be named is said by the execution of the job' },
  { description: 'control', operation: /^POST \/__admin\/reset$/, code: refused, text: /\[400\]/, reason: 'what parts of a seed say of each other, and names that have a pattern, are no matter of a schema of OpenAPI 3.0' },
  { description: 'control', operation: /^(POST|PUT) \/__admin\/settings$/, code: refused, text: /fixedDelayMilliseconds came/, reason: 'a delay beyond the last instant of a date is refused where the fault is made' },
  { description: 'control', operation: /^(POST|PUT) \/__admin\/(settings|comparison)$/, code: refused, text: /persona/, reason: 'which personas there are is said by the double: the message lists them, and a persona brings dialect and policy with it' },
  { description: 'control', operation: /^POST \/__admin\/requests\/(count|find|remove|wait)$/, code: refused, text: /\[400\]/, reason: 'whether a text is a regular expression that can be used is no matter of a schema' },
  { description: 'control', operation: /^GET \/__admin\/requests$/, code: refused, text: /since:/, reason: 'an instant that no calendar has is a text to the schema' },
  { description: 'control', operation: /^POST \/__admin\/provider-states$/, code: refused, text: /is not known; there are/, reason: 'the states of Pact are sentences: the message lists them' },
  { description: 'control', operation: /^PUT \/__admin\/scenarios\/\{\w+\}\/state$/, code: refused, text: /\[422\]/, reason: 'WireMock answers 422 for a state that the scenario does not have' },
  { description: 'control', operation: /^(GET|POST) \/__admin\/state-manager\//, code: refused, text: /model_name: .* came; expected ogc::job/, reason: 'which models there are is said by the processes of the world: the message lists them' },
  { description: 'control', operation: /^POST \/__admin\/(cases|jobs|jobs\/\{\w+\}\/finish)$/, code: refused, text: /\[400\]/, reason: 'which processes, inputs and outputs there are is said by the world, and what a status goes with is said in the message' },
  { description: 'control', operation: /^PUT \/__admin\/clock$/, code: refused, text: /\[400\]/, reason: 'what an action needs beside its name is said in the message' },
  { description: 'control', operation: /^POST \/__admin\/requests\/wait$/, code: refused, text: /\[408\]/, reason: 'a request that nobody sends does not come in time' }
]
