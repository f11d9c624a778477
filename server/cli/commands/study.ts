import { type CommandDef, defineCommand } from 'citty'
import type { PlannedStudyJson, StudyJson } from '../../study/study-json.ts'
import { withDoor } from '../client/client.ts'
import { strictCommand, wordAt } from '../terminal/arguments.ts'
import { inputText } from '../terminal/input-text.ts'
import { note, print, printJson, printTable } from '../terminal/output.ts'
import { Refused } from '../terminal/usage.ts'

const json = { type: 'boolean', description: 'Print JSON' } as const
const slug = { type: 'positional', description: 'The study', required: true } as const

const create = strictCommand({
  meta: { name: 'create', description: 'Create a study, as a draft' },
  args: {
    name: { type: 'positional', description: 'Its name', required: true },
    question: { type: 'string', description: 'What testers are asked; here or among the settings' },
    slug: { type: 'string', description: 'Its name in addresses' },
    instructions: { type: 'string', description: 'What testers read first' },
    consent: { type: 'string', description: 'What testers agree to' },
    'votes-per-pair': {
      type: 'string',
      description: 'How many votes each pair gets (3); auto: from models and prompts, at opening',
    },
    'max-votes-per-tester': { type: 'string', description: 'The most one tester is asked for' },
    pairing: { type: 'enum', options: ['balanced', 'winner'], description: 'How pairs are chosen' },
    choices: { type: 'string', description: 'What may be answered (a,b,tie,both_bad)' },
    strength: { type: 'boolean', description: 'Ask how much better' },
    criteria: { type: 'string', description: 'Criteria to judge by, with commas between' },
    'repeat-share': { type: 'string', description: 'Share of comparisons shown again (0.05)' },
    settings: {
      type: 'string',
      description:
        'A JSON file (or - for stdin) with any settings of POST /api/v1/studies; options win over it',
    },
    json,
  },
  run: (given) =>
    withDoor(async (door) => {
      const list = (name: string) =>
        given
          .text(name)
          ?.split(',')
          .map((item) => item.trim())
      const study = await door.createStudy({
        ...(await settingsIn(given.text('settings'))),
        name: wordAt(given, 0, 'NAME'),
        ...withoutGaps({
          question: given.text('question'),
          slug: given.text('slug'),
          instructions: given.text('instructions'),
          consent: given.text('consent'),
          ...votesPerPair(given),
          max_votes_per_tester: given.number('max-votes-per-tester'),
          pairing: given.text('pairing'),
          choices: list('choices'),
          strength: given.flag('strength') || undefined,
          criteria: list('criteria'),
          repeat_share: given.number('repeat-share'),
        }),
      })
      if (given.flag('json')) return printJson(study)
      print(study.slug)
      note(`Created "${study.name}" as a draft. Next: tiebreak import ${study.slug} FILE…`)
    }),
})

const list = strictCommand({
  meta: { name: 'list', description: 'List studies, newest first' },
  args: { json },
  run: (given) =>
    withDoor(async (door) => {
      const studies = await door.listStudies()
      if (given.flag('json')) return printJson({ studies })
      printTable(['study', 'state', 'models', 'prompts', 'votes', 'testers', 'name'], studies.map(rowOf))
    }),
})

const votesPerPairCommand = strictCommand({
  meta: {
    name: 'votes-per-pair',
    description: 'Set how many votes each pair gets; once the study was opened, it can only be raised',
  },
  args: { slug, votes: { type: 'positional', description: 'How many', required: true }, json },
  run: (given) => {
    const [chosen, votes] = [wordAt(given, 0, 'SLUG'), wordAt(given, 1, 'VOTES')]
    return withDoor(async (door) => {
      const study = await door.editStudy(chosen, {
        votes_per_pair: /^\d+$/.test(votes) ? Number(votes) : votes,
      })
      if (given.flag('json')) return printJson(study)
      print(`${study.votes_per_pair}`)
      notePlan(study)
    })
  },
})

export default defineCommand({
  meta: { name: 'study', description: 'Create, list, open, pause and close studies, and ask for more votes' },
  subCommands: {
    create,
    list,
    'votes-per-pair': votesPerPairCommand,
    open: stateCommand('open', 'open', 'Open a study to testers; the first time freezes its rules'),
    pause: stateCommand('pause', 'paused', 'Stop handing out comparisons for a while'),
    close: stateCommand('close', 'closed', 'Take no more votes'),
  },
})

function stateCommand(name: string, state: 'open' | 'paused' | 'closed', description: string): CommandDef {
  return strictCommand({
    meta: { name, description },
    args: { slug, json },
    run: (given) => {
      const chosen = wordAt(given, 0, 'SLUG')
      return withDoor(async (door) => {
        const study = await door.setState(chosen, state)
        if (given.flag('json')) return printJson(study)
        print(study.state)
        if (state === 'open') notePlan(study)
      })
    },
  })
}

/** What is asked for and whether that can decide. */
function notePlan({ plan }: PlannedStudyJson): void {
  if (!plan) return
  note(
    `${plan.planned_votes} votes planned, ${plan.votes_per_model_pair} on each two models; a decision needs about ${plan.needed}`,
  )
  if (!plan.enough && plan.votes_per_pair_needed !== null)
    note(`${plan.votes_per_pair_needed} votes per pair would be enough`)
}

const votesPerPair = (given: { text(name: string): string | undefined; number(name: string): unknown }) =>
  given.text('votes-per-pair') === 'auto'
    ? { auto_votes_per_pair: true }
    : { votes_per_pair: given.number('votes-per-pair') }

function rowOf({ slug, state, counts, name }: StudyJson): string[] {
  return [slug, state, ...[counts.models, counts.prompts, counts.votes, counts.testers].map(String), name]
}

/** Names and values are the API's to check. */
async function settingsIn(file: string | undefined): Promise<Record<string, unknown>> {
  if (file === undefined) return {}
  const settings = parsed(await inputText(file), file)
  if (settings === null || typeof settings !== 'object' || Array.isArray(settings)) {
    throw new Refused(`Cannot read ${file}: it must hold one JSON object`)
  }
  return settings as Record<string, unknown>
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Refused(`Cannot read ${file}: ${error instanceof Error ? error.message : error}`)
  }
}

const withoutGaps = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
