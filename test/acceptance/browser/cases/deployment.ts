import assert from 'node:assert/strict'
import { audit } from '../audit.ts'
import type { Cases } from '../visit.ts'
import { tabTo } from './keyboard.ts'

const cwl = (label: string): string => `cwlVersion: v1.2
class: Workflow
id: greet
label: ${label}
inputs: { message: string }
outputs: { text: string }
steps: {}
`

/** Deploys a package and undeploys it. */
export const deployment: Cases = {
  'a package is refused, then uploaded, executed and undeployed without scripts': async visit => {
    const page = await visit.open('/processes?f=html', { scripts: false, width: 360 })
    await page.getByText('Deploy a process of your own').click()
    await page.getByLabel('Package', { exact: true }).fill('class: Workflow')
    await page.getByRole('button', { name: 'Deploy' }).click()
    await page.getByRole('alert').getByRole('link', { name: 'Package' }).click()
    assert.equal(await page.getByLabel('Package', { exact: true }).inputValue(), 'class: Workflow')
    await page.getByLabel('Or a file').setInputFiles({ name: 'greet.cwl', mimeType: '', buffer: Buffer.from(cwl('Greet somebody')) })
    await page.getByRole('button', { name: 'Deploy' }).click()
    await page.locator('#exchange').getByText(/^201 Created/).waitFor()
    await page.getByRole('link', { name: 'The process' }).click()
    await page.getByLabel('message').fill('hello')
    await page.getByRole('button', { name: 'Execute', exact: true }).click()
    await page.waitForURL(/\/jobs\//)
    await page.goto(visit.address('/processes/greet?f=html'))
    await page.getByText('Replace or undeploy this process').click()
    await page.getByRole('button', { name: 'Undeploy' }).click()
    await page.locator('#exchange').getByText(/^204 No Content/).waitFor()
  },
  'axe-core finds nothing wrong with the form, with what was wrong with a package, and with a process that can be replaced': async visit => {
    const page = await visit.open('/processes?f=html')
    await page.getByText('Deploy a process of your own').click()
    await audit(page)
    await page.getByRole('button', { name: 'Deploy' }).click()
    await page.getByRole('alert').waitFor()
    await audit(page)
    await page.getByLabel('Package', { exact: true }).fill(cwl('Greet'))
    await page.getByRole('button', { name: 'Deploy' }).click()
    await page.getByRole('link', { name: 'The process' }).click()
    await page.getByText('Replace or undeploy this process').click()
    await audit(page)
  },
  'a process is replaced by keyboard alone': async visit => {
    await visit.ask('/processes', 'POST', { processDescription: { id: 'greet', version: '1', title: 'Greet' }, executionUnit: { type: 'docker', image: 'registry.example/greet' } }, { 'content-type': 'application/ogcapppkg+json' })
    const page = await visit.open('/processes/greet?f=html')
    await tabTo(page, 'Replace or undeploy this process')
    await page.keyboard.press('Enter')
    await tabTo(page, /Package$/)
    await page.keyboard.press('Control+A')
    await page.keyboard.insertText(cwl('Greet again'))
    await tabTo(page, 'Replace')
    await page.keyboard.press('Enter')
    await page.locator('#exchange').getByText(/^204 No Content/).waitFor()
    await page.goto(visit.address('/processes/greet?f=html'))
    await page.getByRole('heading', { name: 'Greet again' }).waitFor()
  }
}
