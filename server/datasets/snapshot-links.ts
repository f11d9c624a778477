import { createHmac, timingSafeEqual } from 'node:crypto'

type Signed = { secret: Buffer; slug: string; id: string; expires: number }

/** The path of a link that opens one snapshot to whoever holds it, until a second since 1970. */
export function signedPath({ secret, slug, id, expires }: Signed): string {
  return `/shared/${slug}/${id}/${expires}/${signature({ secret, slug, id, expires })}`
}

export function isSigned(link: Signed, given: string): boolean {
  const expected = Buffer.from(signature(link))
  const found = Buffer.from(given)
  return expected.length === found.length && timingSafeEqual(expected, found)
}

function signature({ secret, slug, id, expires }: Signed): string {
  return createHmac('sha256', secret).update(`link\0${slug}\0${id}\0${expires}`).digest('base64url')
}
