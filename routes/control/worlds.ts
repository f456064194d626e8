import { Type } from '@sinclair/typebox'
import { SettingsChange } from '../../schemas/control/settings.ts'
import type { Persona } from '../../schemas/persona.ts'
import { ref } from '../../schemas/ref.ts'
import { changeSettings } from '../../src/world/change-settings.ts'
import { version } from '../../src/version.ts'
import type { Worlds } from '../../src/world/worlds.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { ControlProblem } from './problems.ts'

const tags = ['Control']

/** What concerns a world whole, and the double itself. */
export function worlds (app: TypedInstance, { worlds }: { worlds: Worlds }): void {
  const started = performance.now()
  app.get('/settings', { schema: { operationId: 'getSettings', tags, summary: 'Get the settings of the world' } }, request => ({ settings: worldOf(request).settings }))
  for (const method of ['POST', 'PUT'] as const) {
    const schema = { operationId: `change${method === 'POST' ? '' : 'Same'}Settings`, tags, summary: 'Change the settings of the world, until the next reset', body: ref(SettingsChange) }
    app.route({
      method,
      url: '/settings',
      schema,
      handler: request => {
        changeSettings(worldOf(request), request.body)
        return { settings: worldOf(request).settings }
      }
    })
  }
  app.get('/personas', { schema: { operationId: 'getPersonas', tags, summary: 'List personas, with what they stand on and what they do not imitate' } }, request => {
    const { personas, settings } = worldOf(request)
    return { persona: settings.persona, personas: personas.all.map(summaryOf) }
  })
  // Whether the double is well is no secret: a container's health check has no key.
  const config = { public: true }
  app.get('/health', { config, schema: { operationId: 'getHealth', tags, summary: 'Health of the double' } }, () => ({
    status: 'healthy', message: 'jobdouble is ok', version, uptimeInSeconds: Math.round((performance.now() - started) / 1000), timestamp: new Date().toISOString()
  }))
  app.get('/version', { config, schema: { operationId: 'getVersion', tags, summary: 'Version of the double' } }, () => ({ version }))
  app.get('/worlds', { schema: { operationId: 'getWorlds', tags, summary: 'List worlds' } }, () => ({ worlds: worlds.names }))
  app.delete('/worlds/:name', { schema: { operationId: 'removeWorld', tags, summary: 'Remove a world', params: Type.Object({ name: Type.String() }) } }, request => {
    if (!worlds.names.includes(request.params.name)) throw new ControlProblem(404, `There is no world "${request.params.name}".`)
    worlds.remove(request.params.name)
    return {}
  })
  app.get('/callbacks', { schema: { operationId: 'getCallbacks', tags, summary: 'List callbacks, oldest first' } }, request => ({ callbacks: worldOf(request).callbacks.attempts }))
}

/** What of a persona is told to those who choose one. */
const summaryOf = ({ name, title, version, based_on: basedOn = {}, sources, not_imitated: notImitated = [] }: Persona) =>
  ({ name, title, version, basedOn: { ogc: '1.0', dismiss: 'retain', ...basedOn }, sources, notImitated: notImitated.map(({ what }) => what) })
