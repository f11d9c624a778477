import type { Ranking } from './props.ts'

type Method = Ranking['method']

const clusters: Record<Method['cluster'], string> = {
  none: 'votes taken as independent',
  tester: 'clustered by tester',
  prompt: 'clustered by prompt',
  'two-way': 'clustered by tester and by prompt',
}

const ties: Record<Method['ties'], string> = {
  half: 'a tie is half a win for each',
  davidson: "ties fitted by Davidson's model",
  drop: 'ties and both-bads left out',
}

export const clusterWords = (method: Method) => clusters[method.cluster]
export const tieWords = (method: Method) => ties[method.ties]

export const levelWords = (method: Method) => `${Math.round(method.level * 100)} %`

export function methodWords(method: Method): string {
  const parts = ['Bradley–Terry', tieWords(method), clusterWords(method)]
  parts.push(method.order_effect ? 'order of showing accounted for' : 'order of showing ignored')
  if (method.prior)
    parts.push(`prior N(0, ${method.prior.sd}²) where the votes alone give no finite strength`)
  return parts.join(', ')
}
