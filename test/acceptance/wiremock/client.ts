/** WireMock's published client for Node, and the part of its types that is used here. */
import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { npmInstall } from '../npm.ts'
import { workshop } from '../tools.ts'

const RELEASE = 'wiremock-rest-client@1.11.0'

interface Logged { url: string, absoluteUrl: string, method: string, headers: Record<string, string>, body: string, loggedDate: number, loggedDateString: string }
interface ServeEvent { id: string, request: Logged, response: { status: number }, wasMatched: boolean }
interface Scenario { id: string, name: string, state: string, possibleStates: string[] }

export interface WireMock {
  global: {
    updateGlobalSettings (settings: { fixedDelay: number }): Promise<unknown>
    resetAll (): Promise<unknown>
  }
  requests: {
    getAllRequests (): Promise<{ requests: ServeEvent[], meta: { total: number } }>
    getRequest (id: string): Promise<ServeEvent>
    deleteRequest (id: string): Promise<unknown>
    deleteAllRequests (): Promise<unknown>
    resetAllRequests (): Promise<unknown>
    getCount (pattern: object): Promise<{ count: number }>
    findRequests (pattern: object): Promise<{ requests: Logged[] }>
    removeRequests (pattern: object): Promise<{ serveEvents: ServeEvent[] }>
    getUnmatchedRequests (): Promise<{ requests: Logged[] }>
  }
  scenarios: {
    getAllScenarios (): Promise<{ scenarios: Scenario[] }>
    setScenarioState (id: string, state: string): Promise<unknown>
    resetScenario (id: string): Promise<unknown>
    resetAllScenarios (): Promise<unknown>
  }
}

/** Installs the client if it is missing, and returns a function that creates one for a world, whose address ends with a slash. */
export async function installClient (): Promise<(url: string) => WireMock> {
  const folder = workshop('wiremock')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true }))
  await npmInstall(folder, [RELEASE])
  const { WireMockRestClient } = createRequire(join(folder, 'package.json'))('wiremock-rest-client')
  // By default it ends the whole process at the first error.
  return url => new WireMockRestClient(url, { logLevel: 'silent', continueOnFailure: true })
}
