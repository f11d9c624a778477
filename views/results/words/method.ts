import type { Ranking, ResultOptions } from '../props.ts'

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

/** What the denominator of a win rate holds stands in the column's name. */
export function winRateHead({ ties, both_bad: bothBad }: ResultOptions): string {
  if (ties === 'drop') return 'Win rate of decisive votes'
  return bothBad === 'drop' ? 'Win rate (tie = ½, no both bad)' : 'Win rate (tie, both bad = ½)'
}

const independent: Partial<Record<Method['cluster'], string>> = {
  none: 'Votes are taken as independent: where one person or one prompt gave several, the intervals are too narrow.',
  tester:
    'Votes on different prompts are taken as independent: where prompts came again and again, the intervals are too narrow.',
  prompt:
    'Votes of one person are taken as independent of each other: where people gave several, the intervals are too narrow.',
}

/** What the intervals take for granted; empty where they know testers and prompts. */
export const independenceWords = ({ cluster }: Method): string => independent[cluster] ?? ''

export function methodWords(method: Method): string {
  const parts = ['Bradley–Terry', tieWords(method), clusterWords(method)]
  parts.push(method.order_effect ? 'order of showing accounted for' : 'order of showing ignored')
  if (method.prior)
    parts.push(`prior N(0, ${method.prior.sd}²) where the votes alone give no finite strength`)
  return parts.join(', ')
}
