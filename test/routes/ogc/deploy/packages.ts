export const ogcapppkg = 'application/ogcapppkg+json'

/** An application package of a container, with a flat description. */
export const dockerPackage = (id = 'buffer', more: object = {}) => ({
  processDescription: {
    id,
    title: 'Buffer',
    version: '1.2.0',
    inputs: { distance: { schema: { type: 'number' } }, name: { minOccurs: 0, schema: { type: 'string' } } },
    outputs: { name: { schema: { type: 'string' } }, area: { schema: { type: 'number', minimum: 3 } } },
    ...more
  },
  executionUnit: { type: 'docker', image: 'registry.example/buffer:1.2', deployment: 'local', config: { cpuMin: 1, memoryMin: 2 } }
})

/** A workflow, as a person writes it. */
export const cwlYaml = (id = 'water-bodies') => `cwlVersion: v1.2
$graph:
  - class: Workflow
    id: ${id}
    label: Water bodies
    doc: Finds water.
    inputs:
      aoi: { type: string, label: Area, doc: A box }
      bands: { type: 'string[]', default: [green, nir] }
      threshold: float?
      mode: { type: enum, symbols: [fast, slow] }
      item: File
      stack: { type: array, items: Directory }
    outputs:
      - { id: stac, type: Directory, outputSource: detect/stac }
      - { id: mode, type: string }
    steps: {}
  - class: CommandLineTool
    id: detect
    inputs: {}
    outputs: {}
`

/** The same family as JSON: one tool without a graph. */
export const cwlJson = (id = 'tool') => ({ cwlVersion: 'v1.0', class: 'CommandLineTool', id, inputs: [{ id: 'text', type: ['null', 'string'] }], outputs: { text: 'string' } })
