import type { Db } from '../../db/connection/client.ts'
import { ownAnswers } from '../../db/studies/progress.ts'
import type { Journey } from '../../db/testers/journey.ts'
import { revealedModels } from '../../db/testers/revealed-models.ts'
import type { TesterStudy } from '../../db/testers/tester-study.ts'
import { finishTester, noteReport, type Tester } from '../../db/testers/testers.ts'
import type { PersonalReport } from '../../views/tester/props.ts'
import type { Conversation } from '../domain/conversation.ts'
import { hasAnsweredAll, hasGivenTime } from './completion.ts'
import type { DoneScreen } from './screen-types.ts'

type Leaving = { tester: Tester; study: TesterStudy; journey: Journey }

/** Nothing more is asked of this tester: why, and what they did. */
export async function doneScreen(db: Db, leaving: Leaving): Promise<DoneScreen> {
  const { tester, study, journey } = leaving
  const who = { studyId: tester.studyId, testerId: tester.id }
  if (hasAnsweredAll(journey)) await finishTester(db, who)
  const changeable = study.state === 'closed' ? null : journey.lastAnswered
  return {
    kind: 'done',
    reason: reasonOf(leaving),
    isEarly: tester.finished && !hasAnsweredAll(journey) && !hasGivenTime(journey),
    report: journey.answers > 0 ? await reportOf(db, { who, study, journey, changeable }) : null,
    undo: study.state === 'open' ? changeable : null,
  }
}

function reasonOf({ tester, study, journey }: Leaving): DoneScreen['reason'] {
  if (study.state === 'closed') return 'closed'
  if (hasAnsweredAll(journey)) return 'enough'
  if (!tester.finished) return 'no_pairs'
  return hasGivenTime(journey) ? 'time' : 'stopped'
}

type Own = {
  who: { studyId: number; testerId: number }
  study: TesterStudy
  journey: Journey
  changeable: string | null
}

async function reportOf(db: Db, { who, study, journey, changeable }: Own): Promise<PersonalReport> {
  const mayReveal = study.state === 'closed' && study.around.reveal
  const { apart, ...own } = await ownAnswers(db, { ...who, changeable })
  if (own.others.of > 0) await noteReport(db, who)
  const compared = Object.values(own.choices).reduce((sum, count) => sum + count, 0)
  return {
    ...own,
    checks: journey.answers - compared,
    apart: apart.map(({ question, choice }) => ({ question: startOf(question), choice })),
    revealed: mayReveal ? await revealedModels(db, who) : [],
  }
}

const longestStart = 120

/** Enough of a prompt to know it by: the beginning of what was asked last. */
function startOf(question: Conversation): string {
  const text = question.findLast(({ role }) => role === 'user')?.content ?? question.at(-1)?.content ?? ''
  const letters = [...text.slice(0, 5000).replace(/\s+/g, ' ').trim()]
  return letters.length > longestStart ? `${letters.slice(0, longestStart).join('')}…` : letters.join('')
}
