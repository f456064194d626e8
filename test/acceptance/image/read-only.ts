/** The effect of `--read-only` and `USER` on the machine of the image: read-only file systems, and a user without privileges. */
import { join } from 'node:path'
import { start } from '../serve.ts'
import { run, type Tally } from '../tools.ts'
import { type Built, commandIn, freePort } from './service.ts'

/** Makes every file system read-only for this process only, and then drops root. */
const script = `
set -e
findmnt --raw --noheadings --output TARGET | while read -r target; do mount -o remount,bind,ro "$target" 2> /dev/null || true; done
exec setpriv --reuid "$1" --regid "$2" --clear-groups --no-new-privs -- sh -c 'if touch ./written 2> /dev/null; then echo "The folder can be written to." >&2; exit 1; fi; exec "$@"' -- "\${@:3}"
`

export async function checkReadOnly (tally: Tally, built: Built): Promise<void> {
  const { image, root } = built
  if ((await run('unshare', ['--mount', 'true'], { seconds: 10 })).code !== 0) {
    console.log('       Not tried: a read-only root, which needs the right to mount.')
    return
  }
  const [program, args] = commandIn(built, [...image.entrypoint, ...image.command])
  const env = { ...image.env, JOBDOUBLE_PORT: await freePort(), PATH: process.env['PATH'] }
  const { url, stop } = await start('unshare', ['--mount', 'bash', '-c', script, '--', ...image.user.split(':'), program, ...args], { cwd: join(root, 'seed'), env })
  const { status } = await fetch(`${url.replace('0.0.0.0', '127.0.0.1')}/processes/echo/execution`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"inputs":{"message":"x"}}' })
  tally.note(status === 200, `with everything read-only and as user ${image.user} it executes`)
  await stop()
}
