import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProcessSeed } from '../../../schemas/seed.ts'
import { createDouble } from '../../../src/create-double.ts'
import type { Tally } from '../tools.ts'

/** Errors in the standard's execute request, and their corrections. */
const corrections = ({ dateInput, measureInput, complexObjectInput, imagesInput }: ReturnType<typeof JSON.parse>) => ({
  dateInput: `${dateInput}Z`,
  measureInput: { value: { ...measureInput.value, value: 10.3 } },
  complexObjectInput: { value: { ...complexObjectInput.value, property2: 'https://example.org/value2' } },
  imagesInput: imagesInput.map((image: { value?: string }) => image.value === undefined ? image : { ...image, value: image.value.replace(/[^A-Za-z0-9+/=]/g, '').slice(0, 200) })
})

/** The sent value, without its qualifiers. */
const valueOf = (sent: ReturnType<typeof JSON.parse>): unknown => Array.isArray(sent) ? sent.map(valueOf) : sent?.value ?? sent

/**
 * The process description that the standard gives as an example, as a process of a seed, and the execute request that
 * goes with it. The request does not fit its description in some places, which the double must name: a date-time without
 * a time zone, a measure without its required `value`, a text that is no URI, base64 with a part left out, and an output
 * that is called otherwise. @param folder with ProcessDescription.json and Execute.json in it
 */
export async function tryOfficialPair (tally: Tally, folder: string): Promise<void> {
  const read = async (name: string) => JSON.parse(await readFile(join(folder, name), 'utf8'))
  const description: ProcessSeed = await read('ProcessDescription.json')
  const request = await read('Execute.json')
  const image = request.inputs.imagesInput[0]
  const { imageOutput, ...outputs } = request.outputs
  const corrected = { ...request, inputs: { ...request.inputs, ...corrections(request.inputs) }, outputs: { ...outputs, imagesOutput: imageOutput } }
  const results = { ...Object.fromEntries(Object.keys(description.outputs!).map(name => [name, valueOf(corrected.inputs[name.replace('Output', 'Input')])])), imagesOutput: ['AAEC', 'AwQF'] }
  for (const ogc of ['1.0', '2.0-draft'] as const) {
    const double = await createDouble({ ogc, seed: { processes: [{ ...description, results }], references: { [image.href]: { mediaType: image.type, base64: 'AAEC' } } } })
    try {
      const { links, ...served } = (await double.app.inject(`/processes/${description.id}`)).json()
      const { links: described = [], ...members } = description
      assert.deepEqual(served, members)
      assert.deepEqual(links.slice(-described.length), described)
      const execute = (payload: object) => double.app.inject({ method: 'POST', url: `/processes/${description.id}/execution`, payload })
      const refused = await execute(request)
      assert.equal(refused.statusCode, 400)
      for (const place of ['input "dateInput"', 'input "complexObjectInput/property2"', 'input "imagesInput"', 'output "imageOutput"']) assert.ok(refused.json().detail.includes(place), refused.payload)
      const { statusCode, payload } = await execute(corrected)
      assert.equal(statusCode, 200, payload)
      assert.deepEqual(Object.keys(JSON.parse(payload)).sort(), Object.keys(description.outputs!).sort())
      tally.note(true, `${ogc}: the example of the standard in ${folder} is served as it is, and executed`)
    } catch (error) {
      tally.note(false, `${ogc}: the example of the standard in ${folder} is served as it is, and executed`, (error as Error).message)
    } finally {
      await double.close()
    }
  }
}
