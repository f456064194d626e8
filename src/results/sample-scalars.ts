import type { ValueSchema } from '../processes/process.ts'
import { isNumber } from './read-schema.ts'

const point = { type: 'Point', coordinates: [7.1, 50.7] }
const feature = { type: 'Feature', geometry: point, properties: {} }

/** Samples of the standard's formats. */
const documents: Readonly<Record<string, unknown>> = {
  'geojson-geometry': point,
  'geojson-feature': feature,
  'geojson-feature-collection': { type: 'FeatureCollection', features: [feature] },
  'ogc-bbox': { bbox: [7, 50, 8, 51] }
}

/** A document of the schema's format; undefined if it is not one of the standard. */
export const sampleDocument = ({ format }: ValueSchema): unknown => documents[String(format)]

/** Numbers at the bounds of the allowed range, the lowest first. */
export function * sampleNumbers ({ minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf }: ValueSchema): Generator<number> {
  const step = isNumber(multipleOf) ? multipleOf : 1
  const least = Math.max(...[minimum, exclusiveMinimum].filter(isNumber))
  const most = Math.min(...[maximum, exclusiveMaximum].filter(isNumber))
  if (least === -Infinity && most === Infinity) return yield step
  if (least > -Infinity) yield * [Math.ceil(least / step) * step, (Math.floor(least / step) + 1) * step, least]
  if (most < Infinity) yield * [Math.floor(most / step) * step, (Math.ceil(most / step) - 1) * step, most]
  if (least > -Infinity && most < Infinity) yield (least + most) / 2
}

const texts: Readonly<Record<string, string>> = {
  'date-time': '2026-01-01T12:00:00Z',
  date: '2026-01-01',
  time: '12:00:00Z',
  duration: 'PT1H',
  uri: 'https://h.example/',
  url: 'https://h.example/',
  'uri-reference': '/',
  'uri-template': '/{id}',
  email: 'name@h.example',
  hostname: 'h.example',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uuid: '00000000-0000-4000-8000-000000000000',
  byte: 'c2FtcGxl',
  regex: '.',
  'json-pointer': '/a',
  'relative-json-pointer': '0'
}

/** Longer texts are not generated. */
const longest = 10_000

/** Texts in the schema's format or encoding, then some of the allowed length. */
export function * sampleTexts ({ format, contentEncoding, contentMediaType, minLength, maxLength }: ValueSchema): Generator<string> {
  const least = Math.min(longest, Number(minLength ?? 0))
  const known = texts[String(format)]
  if (known !== undefined) yield known
  if (contentEncoding === 'base64') yield repeatText('c2FtcGxl', least)
  if (contentEncoding === 'base32') yield repeatText('ONQW24DM', least)
  if (String(contentMediaType).includes('json')) yield '{}'
  for (const text of ['sample', 'a', 'A', '0', '1', '']) yield repeatText(text, least).slice(0, Math.max(least, Math.min(text.length, Number(maxLength ?? longest))))
}

const repeatText = (text: string, least: number): string => (text || 'a').repeat(Math.max(text === '' ? 0 : 1, Math.ceil(least / (text.length || 1))))
