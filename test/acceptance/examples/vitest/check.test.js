import { check } from 'jobdouble/check'
import { expect, test } from 'vitest'

const url = process.env.SERVER_URL ?? 'http://localhost:5000'

test('my server dismisses jobs as the standard has it', async () => {
  const { checks } = await check(url)
  expect(checks.filter(({ verdict, level }) => verdict === 'failed' && level === 'must')).toEqual([])
}, 60_000)
