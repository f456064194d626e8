import type { Persona } from '../../schemas/persona.ts'

/** Writes a persona as YAML; what is not known of the server stands at the top, as comments. @param file gives the persona its name */
export async function writePersona (persona: Omit<Persona, 'name'>, unseen: readonly string[], file: string): Promise<string> {
  const { Document } = await import('../seed/yaml.ts')
  const document = new Document({ name: nameOf(file), ...persona }, { aliasDuplicateObjects: false })
  const comments = ['Not observed on this server; here with the defaults of the double:', ...unseen.map(sentence => `- ${sentence}`)]
  if (unseen.length > 0) document.commentBefore = comments.map(commentOf).join('\n')
  return document.toString({ lineWidth: 0 })
}

/** `./ours.yaml` gives `ours`. */
function nameOf (file: string): string {
  const name = file.replace(/^.*[/\\]/, '').replace(/\.\w+$/, '').toLowerCase().replace(/[^a-z0-9._-]+/g, '-').replace(/^[._-]+/, '').slice(0, 100)
  return name === '' || name === 'none' ? 'learned' : name
}

// eslint-disable-next-line no-control-regex -- they are what is meant
const commentOf = (sentence: string): string => ` ${sentence.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+/g, ' ').toWellFormed()}`
