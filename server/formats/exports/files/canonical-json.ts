import canonicalize from 'canonicalize'

/** JSON with sorted keys and no spaces (RFC 8785), for hashes that anybody can make again. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('Cannot write as JSON: there is no value')
  return text
}
