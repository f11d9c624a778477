import { FLOORS } from '../../stats/decisions/floors.ts'
import { type Plan, type PlanQuestion, plan, reachableElo } from '../../stats/planning/plan.ts'
import { type Given, strictCommand } from '../terminal/arguments.ts'
import { note, printJson, printTable } from '../terminal/output.ts'
import { UsageError } from '../terminal/usage.ts'

export default strictCommand({
  meta: {
    name: 'plan',
    description: 'How many votes tell a difference, and what a number of votes can tell',
  },
  args: {
    models: { type: 'string', required: true, valueHint: 'K', description: 'Models to compare' },
    testers: { type: 'string', required: true, valueHint: 'T', description: 'People who vote' },
    prompts: { type: 'string', required: true, valueHint: 'P', description: 'Prompts the models answered' },
    ties: { type: 'string', valueHint: '0.2', description: 'Share of ties; 0.2 where absent' },
    'difference-elo': { type: 'string', required: true, valueHint: 'D', description: 'Difference to find' },
    votes: { type: 'string', valueHint: 'N', description: 'Votes that are to be had' },
    'seconds-per-vote': { type: 'string', valueHint: 'S', description: 'Time a vote takes' },
    'pay-per-hour': { type: 'string', valueHint: 'R', description: 'Pay of a tester' },
    json: { type: 'boolean', description: 'Print JSON' },
  },
  run: async (given) => {
    const question = questionOf(given)
    const answer = answerTo(question)
    if (given.flag('json')) printJson(answer)
    else printTable(['what', 'figure'], rowsOf(answer, question))
    for (const warning of warningsAbout(answer, question)) note(warning)
  },
})

function questionOf(given: Given): PlanQuestion {
  const required = (name: string) => {
    const value = given.number(name)
    if (value === undefined) throw new UsageError(`--${name} is missing`)
    return value
  }
  const optional = { votes: given.number('votes'), ...timeAndPay(given) }
  return {
    models: required('models'),
    testers: required('testers'),
    prompts: required('prompts'),
    ties: given.number('ties') ?? 0.2,
    differenceElo: required('difference-elo'),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  }
}

function timeAndPay(given: Given) {
  return { secondsPerVote: given.number('seconds-per-vote'), payPerHour: given.number('pay-per-hour') }
}

/** What cannot be planned was asked for wrongly. */
function answerTo(question: PlanQuestion): Plan {
  try {
    return plan(question)
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message) : error
  }
}

function rowsOf(answer: Plan, { differenceElo, votes }: PlanQuestion): string[][] {
  const detectable = answer.detectable_elo === null ? 'none' : `${answer.detectable_elo.toFixed(0)} Elo`
  return [
    [`votes that find ${differenceElo} Elo (80 % power)`, String(answer.votes)],
    ['  on each pair of models', String(answer.votes_per_pair)],
    [`difference that ${votes ?? answer.votes} votes find`, detectable],
    ['minutes for them', answer.minutes === null ? 'unknown' : answer.minutes.toFixed(0)],
    ['pay', answer.cost === null ? 'unknown' : answer.cost.toFixed(2)],
  ]
}

function warningsAbout(answer: Plan, { models, testers, prompts, differenceElo }: PlanQuestion): string[] {
  const floor = reachableElo({ testers, prompts })
  const different = testers * prompts * ((models * (models - 1)) / 2)
  return [
    ...(Math.min(testers, prompts) < FLOORS.clusters
      ? [
          `No model is called better below ${FLOORS.clusters} testers or ${FLOORS.clusters} prompts, ` +
            'however many votes there are: all agreeing can be chance',
        ]
      : []),
    ...(differenceElo < floor
      ? [
          `With ${testers} testers and ${prompts} prompts, differences below about ${floor.toFixed(0)} Elo ` +
            'usually stay open however many votes there are: add testers or prompts',
        ]
      : []),
    ...(answer.votes > different
      ? [
          `${testers} testers have only ${different} different comparisons to vote on, fewer than ${answer.votes}`,
        ]
      : []),
  ]
}
