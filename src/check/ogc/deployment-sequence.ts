import { answerOf, type Exchange, type Members, nameOf } from '../exchange.ts'
import { addressOf, deploy, isAccepted, isAt, loginHint, newProcessId, processUrl, readProcesses, replace, undeploy, waitFor } from './deploy.ts'
import { findLinkedPackage } from './linked-package.ts'
import { type MakePackage, packageFamilies, type PackageFamily, type SamplePackage, samplePackages } from './sample-packages.ts'
import type { Subject } from './subject.ts'

/** A package and the answer to it. */
export interface Attempt {
  readonly sent: SamplePackage
  readonly answer: Exchange
}

/** The exchanges around the deployment, replacement and undeployment of one process. */
export interface DeploymentSequence {
  readonly sent: SamplePackage
  readonly deployed: Exchange
  readonly url: string
  readonly description: Exchange
  /** Seconds from the answer until the process was available. */
  readonly seconds: number
  /** Its entries in the list, and the pages of the list. */
  readonly listed: readonly Members[]
  readonly pages: readonly Exchange[]
  readonly package: Exchange
  readonly duplicate: Exchange
  readonly unsupported: Exchange
  readonly replacement: SamplePackage
  readonly replaced: Exchange
  /** The address after the replacement: a server may make a new revision. */
  readonly replacedUrl: string
  readonly descriptionReplaced: Exchange
  readonly packageReplaced: Exchange
  readonly undeployed: Exchange
  readonly after: Exchange
  readonly packageAfter: Exchange
  readonly listedAfter: readonly Members[]
  /** Ids of older revisions after the replacement. */
  readonly revisions: readonly string[]
  readonly second: Exchange
}

const title = 'jobdouble check'
export const replacedTitle = 'jobdouble check replaced'

/** The packages of a family in the forms that servers take. */
async function packagesOf (subject: Subject, family: PackageFamily): Promise<readonly MakePackage[]> {
  const link = family === 'ogcapppkg' ? await findLinkedPackage(subject) : undefined
  return link === undefined ? samplePackages[family] : [...samplePackages[family], link]
}

/** Sends a package of a family once, by its index. */
const sendPackage = (subject: Subject, family: PackageFamily, place: number, make: MakePackage): Promise<Attempt> => subject.once(`${family} ${place}`, async () => {
  const sent = make(newProcessId(), title, '1.0.0')
  return { sent, answer: await deploy(subject, sent) }
})

/** Sends the packages of a family: all of them, or only until one is accepted. */
export async function sendPackages (subject: Subject, family: PackageFamily, isEnough = isAccepted): Promise<readonly Attempt[]> {
  const attempts: Attempt[] = []
  for (const [place, make] of (await packagesOf(subject, family)).entries()) {
    attempts.push(await sendPackage(subject, family, place, make))
    if (attempts.some(({ answer }) => isEnough(answer))) break
  }
  return attempts
}

/** A package that the server takes; undefined if it takes none. */
export const findAcceptedPackage = (subject: Subject): Promise<MakePackage | undefined> => subject.once('accepted package', async () => {
  for (const family of packageFamilies) {
    const place = (await sendPackages(subject, family)).findIndex(({ answer }) => isAccepted(answer))
    if (place >= 0) return (await packagesOf(subject, family))[place]!
  }
  return undefined
})

/** Deploys, replaces and undeploys a package of a family; or says why none was accepted. */
export const runDeploymentSequence = (subject: Subject, family: PackageFamily): Promise<DeploymentSequence | string> => subject.once(`deployment of ${family}`, async () => {
  const attempts = await sendPackages(subject, family)
  const last = attempts.at(-1)!
  if (isAccepted(last.answer)) return sendRequests(subject, last, (await packagesOf(subject, family))[attempts.length - 1]!(last.sent.id, replacedTitle, '2.0.0'))
  return loginHint(attempts[0]!.answer) ?? `No package of the class ${family} was accepted: ${attempts.map(describeAttempt).join(', ')}.${await linkHint(subject, family)}`
})

/** A hint for servers that accept only links, and cannot reach the check. */
export const linkHint = async (subject: Subject, family: PackageFamily): Promise<string> =>
  family === 'cwl' || await findLinkedPackage(subject) !== undefined ? '' : ' A server that takes links alone needs the address of a CWL document: --package-url URL.'

export const describeAttempt = ({ sent: { mediaType, content }, answer }: Attempt): string => `${mediaType} with ${content} ${answerOf(answer)}`

async function sendRequests (subject: Subject, { sent, answer: deployed }: Attempt, replacement: SamplePackage): Promise<DeploymentSequence | string> {
  const { client } = subject
  const url = addressOf(subject, deployed, sent.id)
  const description = deployed.status === 202 ? await waitFor(subject, url, ({ status }) => status !== 404) : await client.get(url)
  if (deployed.status === 202 && description.status === 404) return `${nameOf(deployed)} was answered with 202, and the process did not exist after ${subject.settings.timeout} s: wait longer with --timeout SECONDS.`
  const list = await findInList(subject, url, sent.id)
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
  const after = await client.get(url)
  if (after.status === 200) subject.deployedProcesses.set(url, deployed)
  const later = await findInList(subject, url, sent.id)
  for (const id of later.revisions) subject.deployedProcesses.set(processUrl(subject, id), replaced)
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
    after,
    packageAfter: await client.get(`${url}/package`),
    listedAfter: later.found,
    revisions: later.revisions,
    second: await client.delete(url)
  }
}

/** The entries of a process in the list, and the ids of its older revisions: Weaver names them `id:1.0.0`. */
async function findInList (subject: Subject, url: string, id: string) {
  const { summaries, exchanges } = await readProcesses(subject)
  const revisions = summaries.map(summary => String(summary['id'])).filter(other => other.startsWith(`${id}:`))
  return { exchanges, found: summaries.filter(summary => isAt(summary, url)), revisions }
}
