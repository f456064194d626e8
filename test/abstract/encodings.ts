import { linkOf } from './checks.ts'
import { ask, dismiss, type AbstractTests, type Served } from './served.ts'

/** Every readable resource, with a job that has succeeded. */
async function addresses ({ url, start }: Served): Promise<string[]> {
  const { location } = await start('echo', { inputs: { message: 'done' } })
  return [`${url}/`, `${url}/conformance`, `${url}/processes`, `${url}/processes/echo`, `${url}/jobs`, location, `${location}/results`]
}

export const jsonTests: AbstractTests = {
  async 'whatever can be read can be read as JSON' (t, serve) {
    const served = await serve()
    for (const address of await addresses(served)) {
      for (const accept of ['application/json', '*/*', 'application/json, text/html']) {
        const { status, headers, body } = await ask(address, { headers: { accept } })
        const several = address.endsWith('/results') && served.ogc === '1.0'
        t.equal(status, 200, `${address} as ${accept}`)
        if (several) t.match(headers.get('content-type'), /^(multipart\/related|text\/plain)/, 'raw values travel as they are')
        else t.type(body, 'object', `${address} as ${accept}`)
      }
    }
  }
}

const unescape = (markup: string) => markup.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code)).replaceAll('&amp;', '&')

export const htmlTests: AbstractTests = {
  async 'whatever can be read can be read as a page, with its links as links' (t, serve) {
    const served = await serve()
    for (const address of [...await addresses(served), `${served.url}/api`]) {
      const { status, headers, text } = await ask(address, { headers: { accept: 'text/html' } })
      t.equal(status, 200, address)
      t.match(headers.get('content-type'), /^text\/html/, address)
      t.match(text, /^<!doctype html>/i, address)
      const { body } = await ask(address)
      for (const { href } of body?.links ?? []) t.ok(unescape(text).includes(`<a href="${href}"`), `${address} links to ${href}`)
    }
  },

  async 'what is done is answered with a page as well' (t, serve) {
    const { execute } = await serve()
    const created = await execute('hold', {}, { accept: 'text/html', prefer: 'respond-async' })
    t.equal(created.status, 201)
    t.match(created.text, /^<!doctype html>/i)
    const dismissed = await dismiss(created.headers.get('location') ?? '', { accept: 'text/html' })
    t.equal(dismissed.status, 200)
    t.match(dismissed.text, /dismissed/)
  },

  async 'what is wrong is said on a page' (t, serve) {
    const { get } = await serve()
    for (const path of ['/jobs/none', '/processes/none', '/nothing']) {
      const { status, headers, text } = await get(path, { accept: 'text/html' })
      t.equal(status, 404)
      t.match(headers.get('content-type'), /^text\/html/)
      t.match(text, /^<!doctype html>/i)
    }
  }
}

export const processDescriptionTests: AbstractTests = {
  async 'every process is described as OGC describes processes' (t, serve) {
    const { get, ogc } = await serve()
    const { processes } = (await get('/processes')).body
    for (const { id, links } of processes) {
      const self = linkOf({ links }, 'self')?.href ?? ''
      t.ok(linkOf({ links }, 'alternate'), `${id} is also there for people`)
      const { status, body } = await get(self)
      t.equal(status, 200)
      t.match(body, { id, version: String, inputs: Object, outputs: Object })
      for (const description of [...Object.values(body.inputs), ...Object.values(body.outputs)]) t.match(description, { title: String, schema: Object })
      if (ogc === '2.0-draft') t.equal(linkOf(body, 'profile')?.href, 'https://www.opengis.net/def/profile/OGC/0/ogc-process-description')
    }
  },

  async 'an input and an output of mixed types name each type' (t, serve) {
    const { get } = await serve()
    const { inputs, outputs } = (await get('/processes/echo')).body
    for (const { schema } of [inputs.geometry, outputs.geometry]) t.match(schema.oneOf, [{ type: 'string' }, { type: 'object' }])
  }
}

/** The description of the API in a version of OpenAPI. */
export const openApiTests = (version: string): AbstractTests => ({
  async [`the API is described in OpenAPI ${version}, with what it answers`] (t, serve) {
    const { get } = await serve()
    const type = `application/vnd.oai.openapi+json;version=${version}`
    const links = (await get('/')).body.links.filter((link: { rel: string, type: string }) => link.rel === 'service-desc' && link.type === type)
    t.equal(links.length, 1)
    const { status, headers, text } = await get(links[0].href, { accept: type })
    t.equal(status, 200)
    t.ok(headers.get('content-type')?.startsWith(type))
    const { openapi, paths } = JSON.parse(text)
    t.ok(openapi.startsWith(`${version}.`))
    const operations = Object.fromEntries(Object.entries<Record<string, object>>(paths).map(([path, item]) => [path, Object.keys(item)]))
    t.match(operations, {
      '/': ['get'],
      '/conformance': ['get'],
      '/processes': ['get'],
      '/processes/{processID}': ['get'],
      '/processes/{processID}/execution': ['post'],
      '/jobs': ['get'],
      '/jobs/{jobId}': ['get', 'delete'],
      '/jobs/{jobId}/results': ['get']
    })
    t.match(paths['/jobs/{jobId}'].delete.responses, { 200: Object, 404: Object })
  }
})

export const apiTests: AbstractTests = {
  async 'the API is described for machines and for people' (t, serve) {
    const { get } = await serve()
    const { body } = await get('/')
    t.match(linkOf(body, 'service-desc')?.type, /^application\/vnd\.oai\.openapi\+json;version=\d\.\d$/)
    const page = linkOf(body, 'service-doc')
    t.equal(page?.type, 'text/html')
    t.match((await get(page?.href ?? '')).text, /^<!doctype html>/i)
  }
}
