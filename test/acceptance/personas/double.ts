import { createDouble } from '../check/product.ts'

/** A double with a persona, while the work runs. */
export async function withDouble<T> (options: Parameters<typeof createDouble>[0], work: (url: string) => Promise<T>): Promise<T> {
  const double = await createDouble({ port: 0, ...options })
  try {
    return await work(double.url)
  } finally {
    await double.close()
  }
}
