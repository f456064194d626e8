// Prints what it takes to create a double that listens, and to close it, in milliseconds of processor time: in a process that has loaded the library as users have it.
import { createDouble } from '../../dist/index.js'

const rounds = 41
const [created, closed] = [[], []]

async function took (act) {
  const before = process.cpuUsage()
  await act()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

for (let round = 0; round < rounds; round++) {
  let double
  created.push(await took(async () => { double = await createDouble({ port: 0 }) }))
  closed.push(await took(() => double.close()))
}
process.stdout.write(`${JSON.stringify({ created, closed })}\n`)
