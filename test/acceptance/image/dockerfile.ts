/** A parser for Dockerfiles, limited to the instructions of this project; any other instruction is an error. */
interface Stage {
  readonly name: string
  readonly base: string
  readonly steps: readonly Step[]
}

type Step = { readonly kind: 'RUN', readonly command: string }
  | { readonly kind: 'COPY', readonly from: string | undefined, readonly sources: readonly string[], readonly target: string }
  | { readonly kind: 'WORKDIR', readonly folder: string }

export interface Image {
  readonly stages: readonly Stage[]
  readonly env: Readonly<Record<string, string>>
  readonly user: string
  readonly volumes: readonly string[]
  readonly entrypoint: readonly string[]
  readonly command: readonly string[]
  readonly health: readonly string[]
  readonly labels: readonly string[]
}

const words = (text: string): string[] => text.split(/\s+/).filter(Boolean)
const listIn = (text: string): string[] => JSON.parse(text.slice(text.indexOf('['))) as string[]

export function readDockerfile (text: string): Image {
  const stages: { name: string, base: string, steps: Step[] }[] = []
  const image = { env: {} as Record<string, string>, user: '', volumes: [] as string[], entrypoint: [] as string[], command: [] as string[], health: [] as string[], labels: [] as string[] }
  const add = (step: Step) => { stages.at(-1)!.steps.push(step) }
  const read: Record<string, (rest: string) => void> = {
    FROM (rest) {
      const [base = '', , name = ''] = words(rest).filter(word => !word.startsWith('--'))
      stages.push({ name, base, steps: [] })
    },
    RUN: command => add({ kind: 'RUN', command }),
    WORKDIR: folder => add({ kind: 'WORKDIR', folder }),
    COPY (rest) {
      const from = /--from=(\S+)/.exec(rest)?.[1]
      const names = words(rest).filter(word => !word.startsWith('--'))
      add({ kind: 'COPY', from, sources: names.slice(0, -1), target: names.at(-1)! })
    },
    ENV (rest) { for (const [, name = '', value = ''] of rest.matchAll(/(\w+)=(\S+)/g)) image.env[name] = value },
    LABEL (rest) { image.labels = [...rest.matchAll(/([\w.]+)="[^"]+"/g)].map(([, name = '']) => name) },
    USER (rest) { image.user = rest },
    VOLUME (rest) { image.volumes = words(rest) },
    ENTRYPOINT (rest) { image.entrypoint = listIn(rest) },
    CMD (rest) { image.command = listIn(rest) },
    HEALTHCHECK (rest) { image.health = listIn(rest) },
    EXPOSE () {}
  }
  for (const line of text.replaceAll(/\\\n\s*/g, ' ').split('\n').filter(line => /^[^#\s]/.test(line))) {
    const [, word = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? []
    if (read[word] === undefined) throw new Error(`Dockerfile: ${line} came; these tests know ${Object.keys(read).join(', ')}.`)
    read[word](rest)
  }
  return { stages, ...image }
}
