import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from './command.ts'

/** A key store for one run: the certificate of our TLS server, and the trust store of the suite, which contains only this certificate. */
export interface Certificate {
  file: string
  password: string
  bytes: Buffer
}

// Not a secret: the key is made for this run, for a host name that only this run resolves to loopback.
const password = 'only-for-this-run'

/** Makes a self-signed certificate for `host` in `folder`. */
export async function makeCertificate (host: string, folder: string, limit: AbortSignal): Promise<Certificate> {
  const file = join(folder, 'certificate.p12')
  const { code, output } = await run('keytool', [
    '-genkeypair', '-alias', host, '-keyalg', 'EC', '-groupname', 'secp256r1', '-validity', '2',
    '-dname', `CN=${host}`, '-ext', `SAN=dns:${host}`,
    '-storetype', 'PKCS12', '-keystore', file, '-storepass', password
  ], limit)
  if (code !== 0) throw new Error(`keytool could not make a certificate:\n${output}`)
  return { file, password, bytes: await readFile(file) }
}
