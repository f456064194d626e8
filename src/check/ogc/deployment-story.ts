import { answerOf, type Exchange, type Members, nameOf } from '../exchange.ts'
import { addressOf, deploy, isAccepted, loginHint, newProcessId, readProcesses, replace, undeploy, waitFor } from './deploy.ts'
import { type PackageFamily, type SamplePackage, samplePackages } from './sample-packages.ts'
import type { Subject } from './subject.ts'

/** A package that was sent, and what was answered. */
export interface Attempt {
  readonly sent: SamplePackage
  readonly answer: Exchange
}

/** What was asked and answered while one process was deployed, replaced and undeployed. */
export interface DeploymentStory {
  readonly sent: SamplePackage
  readonly deployed: Exchange
  readonly url: string
  readonly description: Exchange
  /** How many seconds after the answer the process was there. */
  readonly seconds: number
  /** Its entries in the list, and the pages of the list. */
  readonly listed: readonly Members[]
  readonly pages: readonly Exchange[]
  readonly package: Exchange
  readonly duplicate: Exchange
  readonly unsupported: Exchange
  readonly replacement: SamplePackage
  readonly replaced: Exchange
  /** Where the process is after its replacement: a server may make a revision of its own. */
  readonly replacedUrl: string
  readonly descriptionReplaced: Exchange
  readonly packageReplaced: Exchange
  readonly undeployed: Exchange
  readonly after: Exchange
  readonly packageAfter: Exchange
  readonly listedAfter: readonly Members[]
  readonly second: Exchange
}

const title = 'jobdouble check'
export const replacedTitle = 'jobdouble check replaced'

/** Every package of a family, sent once. */
export const attemptsOf = (subject: Subject, family: PackageFamily): Promise<readonly Attempt[]> => subject.once(`packages of ${family}`, async () => {
  const attempts: Attempt[] = []
  for (const make of samplePackages[family]) {
    const sent = make(newProcessId(), title)
    attempts.push({ sent, answer: await deploy(subject, sent) })
  }
  return attempts
})

/** Why no package of a family was accepted, or the story of one that was. */
export const deploymentOf = (subject: Subject, family: PackageFamily): Promise<DeploymentStory | string> => subject.once(`deployment of ${family}`, async () => {
  const attempts = await attemptsOf(subject, family)
  const accepted = attempts.findIndex(({ answer }) => isAccepted(answer))
  const attempt = attempts[accepted]
  if (attempt !== undefined) return tell(subject, attempt, samplePackages[family][accepted]!(attempt.sent.id, replacedTitle))
  return loginHint(attempts[0]!.answer) ?? `No package of the class ${family} was accepted: ${attempts.map(attemptWords).join(', ')}.`
})

export const attemptWords = ({ sent: { mediaType, content }, answer }: Attempt): string => `${mediaType} with ${content} ${answerOf(answer)}`

async function tell (subject: Subject, { sent, answer: deployed }: Attempt, replacement: SamplePackage): Promise<DeploymentStory | string> {
  const { client } = subject
  const url = addressOf(subject, deployed, sent.id)
  const description = deployed.status === 202 ? await waitFor(subject, url, ({ status }) => status !== 404) : await client.get(url)
  if (deployed.status === 202 && description.status === 404) return `${nameOf(deployed)} was answered with 202, and after ${subject.settings.timeout} s the process was not there: --timeout SECONDS waits for longer.`
  const listedAt = (at: string) => async () => {
    const { summaries, exchanges } = await readProcesses(subject)
    return { exchanges, found: summaries.filter(({ id }) => at.endsWith(`/${encodeURIComponent(String(id))}`)) }
  }
  const list = await listedAt(url)()
  const before = {
    package: await client.get(`${url}/package`),
    duplicate: await deploy(subject, sent),
    unsupported: await client.send('PUT', url, { text: 'text', headers: { 'content-type': 'text/plain' } })
  }
  const replaced = await replace(subject, url, replacement)
  const replacedUrl = replaced.status === 201 ? addressOf(subject, replaced, sent.id) : url
  const isReplaced = ({ body }: Exchange) => replaced.status !== 202 || body !== description.body
  const then = { descriptionReplaced: await waitFor(subject, replacedUrl, isReplaced), packageReplaced: await client.get(`${replacedUrl}/package`) }
  const undeployed = await undeploy(subject, url)
  return {
    sent,
    deployed,
    url,
    description,
    seconds: (description.end - deployed.end) / 1000,
    listed: list.found,
    pages: list.exchanges,
    ...before,
    replacement,
    replaced,
    replacedUrl,
    ...then,
    undeployed,
    after: await client.get(url),
    packageAfter: await client.get(`${url}/package`),
    listedAfter: (await listedAt(url)()).found,
    second: await client.delete(url)
  }
}
