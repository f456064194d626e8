import t from 'tap'
import { isListenError, type ListenError, listenProblem } from '../../../src/commands/listen-problem.ts'

const places = { host: 'here', control: 81 } as const

t.test('what hinders a server from listening is said with the flag that mends it', t => {
  const cases: { error: Partial<ListenError>, says: string }[] = [
    { error: { code: 'EADDRINUSE', port: 80, address: '127.0.0.1' }, says: 'Port 80 of 127.0.0.1 is in use: name another with --port, or 0 for any that is free.' },
    { error: { code: 'EADDRINUSE', port: 81, address: '::1' }, says: 'Port 81 of ::1 is in use: name another with --control, or 0 for any that is free.' },
    { error: { code: 'EACCES', port: 80, address: '127.0.0.1' }, says: 'Port 80 of 127.0.0.1 is not open to this user: name one from 1024 on with --port.' },
    { error: { code: 'EADDRNOTAVAIL', address: '192.0.2.1' }, says: '192.0.2.1 is not an address of this machine: name one that is with --host.' },
    { error: { code: 'ENOTFOUND' }, says: 'The host name here is not known: name an address of this machine with --host.' },
    { error: { code: 'EMFILE' }, says: 'as Node says it' },
    { error: {}, says: 'as Node says it' }
  ]
  for (const { error, says } of cases) t.equal(listenProblem(Object.assign(new Error('as Node says it'), error), places), says)
  t.end()
})

t.test('only what comes of listening is taken for it', t => {
  const from = (syscall: string) => Object.assign(new Error('x'), { syscall })
  t.ok(isListenError(from('listen')))
  t.ok(isListenError(from('getaddrinfo')))
  for (const other of [from('open'), new Error('x'), { syscall: 'listen' }, undefined]) t.notOk(isListenError(other))
  t.end()
})
