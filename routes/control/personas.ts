import { PersonaList } from '../../schemas/control/personas.ts'
import type { Persona } from '../../schemas/persona.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'

/** `GET /__admin/personas`: the real servers that a world can imitate, with their sources. */
export function personas (app: TypedInstance): void {
  const schema = { operationId: 'getPersonas', tags: ['Control'], summary: 'List personas, with their sources and what they do not imitate', response: { 200: { description: 'The personas.', ...PersonaList } } }
  app.get('/personas', { schema }, request => {
    const { personas, settings } = worldOf(request)
    return { persona: settings.persona, personas: personas.all.map(summaryOf) }
  })
}

const summaryOf = ({ name, title, version, based_on: { ogc = '1.0', dismiss = 'retain' } = {}, sources, not_imitated: notImitated = [], check_fails: checkFails = [] }: Persona) =>
  ({ name, title, version, basedOn: { ogc, dismiss }, sources, notImitated: notImitated.map(({ what }) => what), checkFails })
