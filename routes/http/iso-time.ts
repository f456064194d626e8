/** Recent seconds as text, without their fraction: many jobs begin and end in the same ones. */
const known = new Map<number, string>()
const mostKnown = 1000
/** The second used last. */
let lastSecond = NaN
let lastText = ''

const fractions = Array.from({ length: 1000 }, (_, milliseconds) => `${String(milliseconds).padStart(3, '0')}Z`)

/** RFC 3339 with `Z`. @param epoch milliseconds; fractions of one are cut off */
export function isoTime (epoch: number): string {
  const whole = Math.trunc(epoch)
  const second = Math.floor(whole / 1000)
  return textOf(second) + fractions[whole - second * 1000]!
}

function textOf (second: number): string {
  if (second === lastSecond) return lastText
  lastText = known.get(second) ?? remember(second, new Date(second * 1000).toISOString().slice(0, -4))
  lastSecond = second
  return lastText
}

function remember (second: number, text: string): string {
  if (known.size === mostKnown) known.clear()
  known.set(second, text)
  return text
}
