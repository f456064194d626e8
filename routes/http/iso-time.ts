/** Recent times: a polling client needs the same ones again and again. */
const known = new Map<number, string>()
const mostKnown = 1000

/** RFC 3339 with `Z`. @param epoch milliseconds */
export function isoTime (epoch: number): string {
  const time = known.get(epoch)
  return time ?? remember(epoch, new Date(epoch).toISOString())
}

function remember (epoch: number, time: string): string {
  if (known.size === mostKnown) known.clear()
  known.set(epoch, time)
  return time
}
