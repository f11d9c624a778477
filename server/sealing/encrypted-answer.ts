import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/**
 * Bytes that only the holder of a secret can read again (AES-256-GCM). What is kept for programs to fetch a second
 * time may hold links that are otherwise stored as hashes only.
 */
export function seal(bytes: Uint8Array, secret: string): Buffer {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), iv)
  const sealed = [cipher.update(bytes), cipher.final()]
  return Buffer.concat([iv, cipher.getAuthTag(), ...sealed])
}

export function unseal(sealed: Buffer, secret: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), sealed.subarray(0, 12))
  decipher.setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
}

const keyOf = (secret: string) => Buffer.from(hkdfSync('sha256', secret, '', 'stored answer', 32))
