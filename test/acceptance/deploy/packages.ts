/** Packages to deploy. None is executed. */

const image = 'registry.example/runner:1'

/** A CWL document in YAML whose workflow has that name. */
export const cwl = (name: string): string => `cwlVersion: v1.0
$graph:
  - class: Workflow
    id: ${name}
    label: The workflow ${name}
    inputs: { message: string }
    outputs: { text: { type: File, outputSource: step/text } }
    steps: { step: { run: '#clt', in: { message: message }, out: [text] } }
  - class: CommandLineTool
    id: clt
    baseCommand: echo
    hints: { DockerRequirement: { dockerPull: '${image}' } }
    inputs: { message: { type: string, inputBinding: { position: 1 } } }
    outputs: { text: { type: stdout } }
`

/** An application package that describes its process, and whose unit is an image. */
export const described = (name: string): string => JSON.stringify({
  processDescription: {
    id: name,
    title: 'A described process',
    version: '1.0.0',
    jobControlOptions: ['sync-execute', 'async-execute', 'dismiss'],
    outputTransmission: ['value', 'reference'],
    // Descriptions of Orfeo Toolbox have this form, also in the official suite.
    inputs: { out: { title: 'Type', schema: { type: 'string', default: 'float', enum: ['uint8', 'int32', 'int32', 'float'] } }, ram: { title: 'Memory', schema: { type: 'integer', default: 128, nullable: true } } },
    outputs: { out: { title: 'Image', schema: { oneOf: [{ type: 'string', contentEncoding: 'base64', contentMediaType: 'image/tiff' }, { type: 'string', contentEncoding: 'base64', contentMediaType: 'image/png' }] } } }
  },
  executionUnit: { type: 'docker', image: `docker://${image}` }
})

/** An application package whose unit is CWL at that address. */
export const linked = (href: string): string => JSON.stringify({ executionUnit: { href, type: 'application/cwl' } })
