// Loaded into the server by `node --expose-gc --import`: SIGCONT collects what nobody holds, and says what is left.
process.on('SIGCONT', async () => {
  for (let times = 0; times < 3; times++) {
    globalThis.gc()
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  const { heapUsed, external, rss } = process.memoryUsage()
  process.stdout.write(`${JSON.stringify({ event: 'memory', heapUsed, external, rss })}\n`)
})
