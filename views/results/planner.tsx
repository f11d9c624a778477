import type { Plan } from '../../server/stats/planning/plan.ts'
import { amount, count, counted, elo, percent } from '../charts/numbers.ts'

export type PlannerValues = {
  models: number
  testers: number
  prompts: number
  /** Share of ties, 0 to 1. */
  ties: number
  difference_elo: number
  votes: number | null
  seconds_per_vote: number
  pay_per_hour: number | null
}

export type PlannerProps = {
  action: string
  values: PlannerValues
  plan: Plan | null
  /** The smallest difference in Elo that these testers and prompts can tell, however many votes they give. */
  reachableElo: number | null
  problem?: string | undefined
}

/** What a number of votes can tell, before anybody is asked for one. */
export function PlannerPanel({ action, values, plan, reachableElo, problem }: PlannerProps) {
  return (
    <section class="planner">
      <h2>How many votes do you need?</h2>
      <form method="get" action={action}>
        <NumberField name="models" label="Models" value={values.models} min="2" step="1" />
        <NumberField name="testers" label="Testers" value={values.testers} min="1" step="1" />
        <NumberField name="prompts" label="Prompts" value={values.prompts} min="1" step="1" />
        <NumberField
          name="difference_elo"
          label="Smallest difference that matters (Elo)"
          value={values.difference_elo}
          min="1"
          step="any"
        />
        <NumberField name="ties" label="Share of ties (0 to 1)" value={values.ties} min="0" step="any" />
        <NumberField
          name="votes"
          label="Votes you can get (optional)"
          value={values.votes}
          min="1"
          step="1"
        />
        <NumberField
          name="seconds_per_vote"
          label="Seconds a vote"
          value={values.seconds_per_vote}
          min="1"
          step="any"
        />
        <NumberField
          name="pay_per_hour"
          label="Pay per hour (optional)"
          value={values.pay_per_hour}
          min="0"
          step="any"
        />
        <button type="submit">Work it out</button>
      </form>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {plan && <PlanWords values={values} plan={plan} reachableElo={reachableElo} />}
    </section>
  )
}

type WordsProps = Pick<PlannerProps, 'values' | 'reachableElo'> & { plan: Plan }

function PlanWords({ values, plan, reachableElo }: WordsProps) {
  const score = 1 / (1 + 10 ** (-values.difference_elo / 400))
  const each = plan.minutes !== null && values.testers > 0 ? plan.minutes / values.testers : null
  return (
    <div class="plan">
      <p>
        To tell two models apart that differ by {elo(values.difference_elo)} Elo (the better one is expected
        to score {percent(score)}) with 80 % power:
      </p>
      <dl class="facts">
        <PlanFact
          name="Votes"
          value={count(plan.votes)}
          note={`${count(plan.votes_per_pair)} on each pair of models`}
        />
        <PlanFact
          name="Detectable"
          value={plan.detectable_elo === null ? '–' : `${elo(plan.detectable_elo)} Elo`}
          note={
            values.votes === null
              ? 'with these votes'
              : `with the ${counted(values.votes, 'vote')} you can get`
          }
        />
        <PlanFact
          name="Time"
          value={plan.minutes === null ? '–' : `${count(Math.ceil(plan.minutes))} min`}
          note={each === null ? '' : `${amount(each)} min for each of ${counted(values.testers, 'tester')}`}
        />
        <PlanFact
          name="Cost"
          value={amount(plan.cost)}
          note={
            values.pay_per_hour === null ? 'give a pay per hour' : `at ${amount(values.pay_per_hour)} an hour`
          }
        />
      </dl>
      <p class="note">
        As if votes were independent: a lower bound. The same few testers or prompts again and again are worth
        less.
        {reachableElo !== null &&
          ` From ${counted(values.testers, 'tester')} on ${counted(values.prompts, 'prompt')}, no number of votes can be expected to tell models closer than about ${elo(reachableElo)} Elo.`}
      </p>
    </div>
  )
}

/** Folded until somebody asks for it. */
export const FoldedPlanner = ({ open, ...props }: PlannerProps & { open: boolean }) => (
  <details class="options" open={open}>
    <summary>How many votes, testers and prompts? What would it cost?</summary>
    <PlannerPanel {...props} />
  </details>
)

const PlanFact = ({ name, value, note }: { name: string; value: string; note: string }) => (
  <div class="fact">
    <dt>{name}</dt>
    <dd class="fact-value">{value}</dd>
    <dd class="fact-note">{note}</dd>
  </div>
)

type FieldProps = { name: string; label: string; value: number | null; min: string; step: string }

const NumberField = ({ name, label, value, min, step }: FieldProps) => (
  <p class="field">
    <label for={`planner-${name}`}>{label}</label>
    <input
      id={`planner-${name}`}
      name={name}
      type="number"
      inputmode="decimal"
      min={min}
      step={step}
      value={value ?? ''}
    />
  </p>
)
