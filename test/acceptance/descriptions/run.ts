import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProcessSeed } from '../../../schemas/seed.ts'
import { createDouble } from '../../../src/create-double.ts'

/**
 * The process description that the standard gives as an example, as a process of a seed, and the execute request that
 * goes with it. Run with the folder of the examples (core/examples/json of the published schemas) as the argument.
 * The request does not fit its description in four places, which the double must name: a date-time without a time
 * zone, a measure without its required `value`, a text that is no URI, and an output that is called otherwise.
 */
const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Usage: npm run test:descriptions -- FOLDER, with ProcessDescription.json and Execute.json in it')
const read = async (name: string) => JSON.parse(await readFile(join(folder, name), 'utf8'))
const description: ProcessSeed = await read('ProcessDescription.json')
const request = await read('Execute.json')
const image = request.inputs.imagesInput[0]
const { imageOutput, ...outputs } = request.outputs
const corrected = {
  ...request,
  inputs: {
    ...request.inputs,
    dateInput: `${request.inputs.dateInput}Z`,
    measureInput: { value: { ...request.inputs.measureInput.value, value: 10.3 } },
    complexObjectInput: { value: { ...request.inputs.complexObjectInput.value, property2: 'https://example.org/value2' } }
  },
  outputs: { ...outputs, imagesOutput: imageOutput }
}
const results = Object.fromEntries(Object.keys(description.outputs!).map(name => [name, corrected.inputs[name.replace('Output', 'Input')]]))

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
    for (const place of ['input "dateInput"', 'input "measureInput"', 'input "complexObjectInput/property2"', 'output "imageOutput"']) assert.ok(refused.json().detail.includes(place), refused.payload)
    assert.equal(refused.json().detail.split(' came; expected ').length, 5, refused.payload)
    const { statusCode, payload } = await execute(corrected)
    assert.equal(statusCode, 200, payload)
    assert.deepEqual(Object.keys(JSON.parse(payload)).sort(), Object.keys(description.outputs!).sort())
    console.log(`${ogc}: the example of the standard is served as it is, and executed`)
  } finally {
    await double.close()
  }
}
