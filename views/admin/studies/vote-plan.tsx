import type { Study } from '../../../server/domain/study.ts'
import type { StudyPlan } from '../../../server/study/study-plan.ts'
import { count, counted, percent } from '../../charts/numbers.ts'
import { Action } from '../fields.tsx'

type VotePlanProps = { study: Study; plan: StudyPlan; mayWrite: boolean }

/** How many votes two models get and whether that can decide; the number that would is one press away. */
export function VotePlan({ study, plan, mayWrite }: VotePlanProps) {
  const { votes_per_pair, pairs, planned_votes, votes_per_pair_needed: enough } = plan
  const isOffered = mayWrite && study.state !== 'closed' && enough !== null && enough > votes_per_pair
  return (
    <section class="vote-plan">
      <h2>What the votes can decide</h2>
      <p>
        {counted(pairs, 'pair')} × {counted(votes_per_pair, 'vote')} = {counted(planned_votes, 'vote')}.{' '}
        {votesSentence(plan, study.counts.prompts)}
      </p>
      <p>{verdictOn(plan)}</p>
      {isOffered && (
        <Action action={`/studies/${study.slug}/votes-per-pair`} fields={{ votes_per_pair: `${enough}` }}>
          Use {count(enough)} votes per pair
        </Action>
      )}
    </section>
  )
}

function votesSentence(plan: StudyPlan, prompts: number): string {
  const { votes_per_model_pair: votes, needed, win_share, votes_per_pair_needed } = plan
  const given = `${counted(prompts, 'prompt')} give each pair of models ${counted(votes, 'vote')}`
  if (votes_per_pair_needed === null) return `${given}.`
  const share = `${percent(win_share)} to ${percent(1 - win_share)}`
  return `${given}; a decision needs about ${count(needed)}, where the better one is preferred ${share}.`
}

function verdictOn({ enough, votes_per_pair_needed: wanted }: StudyPlan): string {
  if (enough) {
    return 'A difference of that size is decided most of the time. A smaller difference takes more; equal models stay undecided.'
  }
  if (wanted === null) {
    return 'No number of votes decides here: with fewer than six prompts all of them can agree by chance. Upload outputs to more prompts.'
  }
  return `A difference of that size will probably stay undecided. ${count(wanted)} votes a pair would settle it, from at least ${count(wanted)} testers, since nobody sees a pair twice; more prompts do as much with fewer testers.`
}
