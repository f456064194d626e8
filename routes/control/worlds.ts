import { Type } from '@sinclair/typebox'
import { Done } from '../../schemas/control/done.ts'
import { CallbackList, Health, Version, WorldList } from '../../schemas/control/server.ts'
import { SettingsAnswer, SettingsChange } from '../../schemas/control/settings.ts'
import { ref } from '../../schemas/ref.ts'
import { changeSettings } from '../../src/world/change-settings.ts'
import { version } from '../../src/version.ts'
import type { Worlds } from '../../src/world/worlds.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { ControlProblem } from './problems.ts'

const tags = ['Control']
const ofSettings = { description: 'The settings.', ...SettingsAnswer }

/** Operations on whole worlds, and on the double itself. */
export function worlds (app: TypedInstance, { worlds }: { worlds: Worlds }): void {
  const started = performance.now()
  app.get('/settings', { schema: { operationId: 'getSettings', tags, summary: 'Get the settings of the world', response: { 200: ofSettings } } }, request => ({ settings: worldOf(request).settings }))
  for (const method of ['POST', 'PUT'] as const) {
    const schema = { operationId: `change${method === 'POST' ? '' : 'Same'}Settings`, tags, summary: 'Change the settings of the world, until the next reset', body: ref(SettingsChange), response: { 200: ofSettings } }
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
  // Health is not secret: a container's health check has no key.
  const config = { public: true }
  app.get('/health', { config, schema: { operationId: 'getHealth', tags, summary: 'Health of the double', response: { 200: { description: 'The double is running.', ...Health } } } }, () => ({
    status: 'healthy' as const, message: 'jobdouble is ok', version, uptimeInSeconds: Math.round((performance.now() - started) / 1000), timestamp: new Date().toISOString()
  }))
  app.get('/version', { config, schema: { operationId: 'getVersion', tags, summary: 'Version of the double', response: { 200: { description: 'The version.', ...Version } } } }, () => ({ version }))
  app.get('/worlds', { schema: { operationId: 'getWorlds', tags, summary: 'List worlds', response: { 200: { description: 'The worlds.', ...WorldList } } } }, () => ({ worlds: [...worlds.names] }))
  app.delete('/worlds/:name', { schema: { operationId: 'removeWorld', tags, summary: 'Remove a world', params: Type.Object({ name: Type.String() }), response: { 200: Done } } }, request => {
    if (!worlds.names.includes(request.params.name)) throw new ControlProblem(404, `There is no world "${request.params.name}".`)
    worlds.remove(request.params.name)
    return {}
  })
  app.get('/callbacks', { schema: { operationId: 'getCallbacks', tags, summary: 'List callbacks, oldest first', response: { 200: { description: 'The callbacks.', ...CallbackList } } } }, request => ({ callbacks: [...worldOf(request).callbacks.attempts] }))
}
