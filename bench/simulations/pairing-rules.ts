import { median, percentile } from '../setup/figures.ts'
import { newcomerTrial, shareSeparated } from './pairing.ts'
import { type Part, percent, shareOf } from './part.ts'

/** How soon the two pairing rules do what each is for. Independent voters. */
export const winnerFound: Part = {
  title: 'The best of six separated by 2,100 votes (goal: `winner` in 80 % of studies)',
  about:
    'Six models, Elo 0, −30, −60, −110, −180, −300, independent votes, 20 % ties; share of studies in which the best beats every other by z > 1.96, looked at once. Seeds 1, 2, ….',
  seed: 1,
  run: (_, quick) => {
    const runs = quick ? 5 : 500
    const separated = (rule: 'winner' | 'balanced', most: number) =>
      shareOf(Math.round(runs * shareSeparated({ rule, most }, runs)), runs)
    return {
      head: ['rule', 'studies', 'separated by 1,200 votes', 'by 2,100 votes'],
      rows: (['winner', 'balanced'] as const).map((rule) => [
        rule,
        String(runs),
        separated(rule, 1200),
        separated(rule, 2100),
      ]),
    }
  },
}

export const newcomer: Part = {
  title: 'A newcomer’s interval within ±40 Elo (goal: `balanced` in at most 180 votes)',
  about:
    'A sixth model joins five with 200 votes on each pair; votes until its 95 % interval is within ±40 Elo, looked at every 10 votes. Independent votes. Seeds 1, 2, ….',
  seed: 1,
  run: (_, quick) => {
    const runs = quick ? 5 : 200
    const votes = Array.from({ length: runs }, (__, k) => newcomerTrial({ seed: k + 1 }) ?? Infinity)
    const within = votes.filter((count) => count <= 180).length
    return {
      head: ['studies', 'median votes', '90th percentile', 'within 180 votes'],
      rows: [[String(runs), String(median(votes)), String(percentile(votes, 0.9)), percent(within / runs)]],
    }
  },
}
