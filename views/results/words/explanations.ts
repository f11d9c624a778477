import type { Decisions } from '../../../server/report/decisions.ts'
import { count, counted } from '../../charts/numbers.ts'
import type { Ranking, ResultOptions, StrengthTable } from '../props.ts'
import { clusterWords, levelWords, tieWords } from './method.ts'
import { fewerVotesSentence } from './sentences.ts'

export type Explanation = { how: string; formula: string; n: string; doesNotSay: string; source: string }

const sample = ({ counts }: Ranking) =>
  [
    counted(counts.votes, 'vote'),
    counts.testers > 0 ? counted(counts.testers, 'tester') : 'testers unknown',
    counts.prompts > 0 ? counted(counts.prompts, 'prompt') : 'prompts unknown',
  ].join(', ') + (counts.skip > 0 ? `; ${counted(counts.skip, 'skip')} not counted` : '')

export const explainRanking = (ranking: Ranking): Explanation => ({
  how: `Each model gets a strength so that the differences between strengths fit the votes best; ${tieWords(ranking.method)}. Intervals are ${levelWords(ranking.method)} from a sandwich covariance, ${clusterWords(ranking.method)}${ranking.method.se === 'max' && ranking.method.cluster === 'two-way' ? '; the largest of the one-way and two-way errors is used' : ''}. A rank interval holds every rank that pairwise tests with Holm's correction leave possible.`,
  formula: 'P(A is preferred to B) = 1 / (1 + exp(θB − θA)); Elo = 1000 + 400 / ln 10 · θ',
  n: sample(ranking),
  doesNotSay:
    'How good the answers are in themselves: a ranking of four bad models has a first place too. See the both-bad rate.',
  source:
    'Hunter 2004, Ann. Statist. 32(1); Cameron, Gelbach & Miller 2011, J. Bus. Econ. Stat. 29(2); MacKinnon, Nielsen & Webb 2024, arXiv 2406.08880; Holm 1979, Scand. J. Statist. 6(2)',
})

export const explainDecisions = (ranking: Ranking, { groups, floors }: Decisions): Explanation => ({
  how: `"Is better than" is said where the e-value of a pair reaches ${range(groups)}, the number of pairs that are ranked together divided by the share of the error kept for looking at any time; or where a look that was planned before the votes came said so, at a quarter, half, three quarters and all of the planned votes. Both together have an error of 5 %: if models were equal, such a sentence about any of them would ever appear with a chance of at most that, whenever somebody looks. No model is judged before it has ${floors.votes} votes from as much as ${floors.clusters} even testers on ${floors.clusters} even prompts.`,
  formula:
    'e = (1 + q)^(−1/2) · [(1 + t² / ν) / (1 + t² / ((1 + q) ν))]^((ν + 1) / 2), t = D / SE, q = (τ / SE)², τ = 0.6, ν from the effective number of testers and prompts',
  n: [sample(ranking), fewerVotesSentence(ranking)].filter((words) => words !== '').join('. '),
  doesNotSay: 'How large the difference is, or that it would be the same for other people or other prompts.',
  source:
    "Johari, Pekelis & Walsh 2015, arXiv 1512.04922; Lan & DeMets 1983, Biometrika 70(3), with O'Brien and Fleming's bounds; Holm 1979; clustered standard errors as in the ranking",
})

export const explainWinRate = (ranking: Ranking, options: ResultOptions): Explanation => ({
  how: winRateWords(options),
  formula:
    'Wilson interval with n_eff = p (1 − p) / V, V the clustered variance of the mean, t quantile for z',
  n: sample(ranking),
  doesNotSay:
    'Who the opponents were. A model that met weaker ones has a higher win rate; its strength allows for that.',
  source: 'Wilson 1927, J. Am. Stat. Assoc. 22(158)',
})

function winRateWords({ ties, both_bad: bothBad }: ResultOptions): string {
  const worth = 'The interval uses the number of independent votes these ones are worth.'
  if (ties === 'drop') return `Wins divided by wins and losses; ties and both-bads are left out. ${worth}`
  return bothBad === 'drop'
    ? `Wins plus half the ties, divided by all votes of the model but those that found both bad. ${worth}`
    : `Wins plus half the ties and half the both-bads, divided by all votes of the model, both-bads too. ${worth}`
}

export const explainTrust = (ranking: Ranking): Explanation => ({
  how: 'The share of decisive votes for the side shown first; how often testers answered a swapped repeat alike; how far testers agree beyond chance; and the fewest votes, or the one tester, whose removal would change first place. Shares have Wilson intervals at the number of independent cases that they are worth, clustered by tester and by prompt.',
  formula: "Krippendorff's α = 1 − observed / expected disagreement; influence of a vote = (e1 − e2)' H⁻¹ u",
  n: sample(ranking),
  doesNotSay: 'That low agreement is a fault: people may really differ in what they prefer.',
  source:
    "Krippendorff 2011, Computing Krippendorff's Alpha-Reliability; Huang et al. 2025, arXiv 2508.11847 (removal of votes)",
})

export const explainStyle = (ranking: Ranking, style: StrengthTable): Explanation => ({
  how: 'The ranking is fitted again with four differences between the two answers beside the models: length, headings, list items and bold spans, counted in the text as it was uploaded. Nothing is shrunk towards zero. Standard errors are clustered as in the ranking.',
  formula: "log-odds = θA − θB + order + β'z, z the standardised (a − b) / (a + b) of each look",
  n: `${sample(ranking)}; ${counted(style.covariates.length, 'look')} that differ`,
  doesNotSay:
    'That looks are no merit: a clear layout may be what helped. It says what is left when both answers look alike.',
  source: 'Li, Angelopoulos & Chiang 2024, Does style matter? (lmsys.org); docs/statistics.md',
})

export const explainLeftOut = (ranking: Ranking): Explanation => ({
  how: 'The strengths are fitted again without each tester, and without each prompt, in turn; the fewest votes are found by their influence, largest first.',
  formula: "influence of a vote on the lead = (e1 − e2)' H⁻¹ u; a refit for each tester and prompt",
  n: sample(ranking),
  doesNotSay: 'That whoever moves the result is wrong. It says how much one person or one prompt decides.',
  source: 'Broderick, Giordano & Meager 2020, arXiv 2011.14999; Huang et al. 2025, arXiv 2508.11847',
})

export const explainValue = (ranking: Ranking): Explanation => ({
  how: 'A model is ruled out only when one that is not dearer is shown to be better by the same decisions as above. A difference that is not shown may still be there.',
  formula: 'undominated = no model with price ≤ its own is shown to be better',
  n: sample(ranking),
  doesNotSay: 'What the difference is worth to you, or that a model left undecided is as good.',
  source: 'Strengths and e-values of this page; prices as given with the outputs',
})

function range(groups: Decisions['groups']): string {
  const known = groups.flatMap(({ threshold }) => threshold ?? [])
  const [low, high] = [count(Math.min(...known)), count(Math.max(...known))]
  return low === high ? low : `${low} to ${high}, by group`
}
