import { createHmac } from 'node:crypto'
import { canonicalJson } from '../formats/exports/files/canonical-json.ts'

type Of = { secret: Buffer; filter: Record<string, string>; position: number }

/**
 * Names for the testers of one snapshot. Two snapshots of a study call the same person differently, unless they are
 * the same snapshot made twice: the salt follows from the study's secret, the filter and the position.
 */
export function pseudonymsOf({ secret, filter, position }: Of): (tester: string) => string {
  const salt = createHmac('sha256', secret)
    .update(`snapshot\0${canonicalJson({ filter, position })}`)
    .digest()
  const known = new Map<string, string>()
  return (tester) => {
    const name =
      known.get(tester) ?? `t_${createHmac('sha256', salt).update(tester).digest('hex').slice(0, 16)}`
    known.set(tester, name)
    return name
  }
}
