/** A package to deploy. */
export interface SamplePackage {
  /** The process id in the document. */
  readonly id: string
  readonly mediaType: string
  /** Its content in words, for sentences. */
  readonly content: string
  readonly text: string
  /** Whether the document existed before the check: it ignores the requested id, title and version. */
  readonly isFixed?: boolean
}

/** The two encodings of packages in Part 2; each is a conformance class. */
export const packageFamilies = ['ogcapppkg', 'cwl'] as const
export type PackageFamily = typeof packageFamilies[number]

export type MakePackage = (id: string, title: string, version: string) => SamplePackage

const image = 'docker.io/library/alpine:3'

/** Of the version members in CWL. */
const namespaces = { s: 'https://schema.org/' }

/** A tool that is never executed. */
const tool = (id: string, label: string, version: string) => ({
  cwlVersion: 'v1.2',
  $namespaces: namespaces,
  's:softwareVersion': version,
  class: 'CommandLineTool',
  id,
  label,
  baseCommand: 'echo',
  requirements: { DockerRequirement: { dockerPull: image } },
  inputs: { message: { type: 'string', inputBinding: { position: 1 } } },
  outputs: { text: { type: 'stdout' } },
  stdout: 'text.txt'
})

const workflow = (id: string, label: string): string => `  - class: Workflow
    id: ${id}
    label: ${label}
    inputs:
      message: string
    outputs:
      text:
        type: File
        outputSource: say/text
    steps:
      say:
        run: '#say'
        in:
          message: message
        out: [text]
`

/** A CWL document with these workflows, as YAML. */
const graph = (version: string, ...workflows: readonly string[]): string => `cwlVersion: v1.2
$namespaces:
  s: ${namespaces.s}
s:softwareVersion: ${version}
$graph:
${workflows.join('')}  - class: CommandLineTool
    id: say
    baseCommand: echo
    requirements:
      DockerRequirement:
        dockerPull: ${image}
    inputs:
      message:
        type: string
        inputBinding:
          position: 1
    outputs:
      text:
        type: stdout
    stdout: text.txt
`

const description = (id: string, title: string, version: string) => ({
  id,
  title,
  version,
  jobControlOptions: ['async-execute'],
  inputs: { message: { title: 'Message', schema: { type: 'string' } } },
  outputs: { text: { title: 'Text', schema: { type: 'string' } } }
})

const ogcapppkg = (content: string, body: (id: string, title: string, version: string) => object): MakePackage => (id, title, version) =>
  ({ id, mediaType: 'application/ogcapppkg+json', content, text: JSON.stringify(body(id, title, version)) })

const cwl = (mediaType: string, content: string, text: (id: string, title: string, version: string) => string): MakePackage => (id, title, version) =>
  ({ id, mediaType, content, text: text(id, title, version) })

export const toolText = (id: string, title: string, version: string): string => JSON.stringify(tool(id, title, version))

/** A link to a CWL document, with a description beside it. */
export const linkPackage = (address: (id: string, title: string, version: string) => string, more: Pick<SamplePackage, 'isFixed'> = {}): MakePackage => (id, title, version) => ({
  ...ogcapppkg('a link to CWL', () => ({ processDescription: description(id, title, version), executionUnit: { href: address(id, title, version), type: 'application/cwl' } }))(id, title, version),
  ...more
})

/** The forms that servers accept, the most common one first. */
export const samplePackages: Readonly<Record<PackageFamily, readonly MakePackage[]>> = {
  ogcapppkg: [
    ogcapppkg('an image', (id, title, version) => ({ processDescription: description(id, title, version), executionUnit: { type: 'docker', image, deployment: 'local' } })),
    ogcapppkg('a CWL document as a value', (id, title, version) => ({ processDescription: description(id, title, version), executionUnit: { value: tool(id, title, version), mediaType: 'application/cwl+json' } }))
  ],
  cwl: [
    cwl('application/cwl+yaml', 'a workflow', (id, title, version) => graph(version, workflow(id, title))),
    cwl('application/cwl', 'a workflow', (id, title, version) => graph(version, workflow(id, title))),
    cwl('application/cwl+json', 'a tool', toolText)
  ]
}

/** A CWL document with two workflows, of which `w` selects one. */
export const twoWorkflows = (first: string, second: string, title: string): SamplePackage =>
  ({ id: first, mediaType: 'application/cwl+yaml', content: 'two workflows', text: graph('1.0.0', workflow(first, title), workflow(second, title)) })

/** Truncated documents. */
export const malformedPackages: Readonly<Record<PackageFamily, SamplePackage>> = {
  ogcapppkg: { id: '', mediaType: 'application/ogcapppkg+json', content: 'truncated JSON', text: '{"executionUnit":' },
  cwl: { id: '', mediaType: 'application/cwl+yaml', content: 'truncated YAML', text: 'cwlVersion: v1.2\n$graph: [{class: Workflow' }
}
