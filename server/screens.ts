import type { Db } from '../db/client.ts'
import {
  blindContent,
  handOutPair,
  handOutRepeat,
  type LiveComparison,
  liveComparison,
  releaseLapsed,
} from '../db/comparisons.ts'
import { ownAnswers, progressOf, type TesterStudy } from '../db/progress.ts'
import { finishTester, type Tester } from '../db/testers.ts'
import { answerOf } from '../db/votes.ts'
import type { BlindPair, PersonalReport, Progress, RatingForm, Typed } from '../views/tester/props.ts'
import { type Conversation, singleTurnText } from './formats/conversation.ts'
import { planPairs } from './planning.ts'

const secondsPerVoteAtFirst = 40

export type Screen =
  | {
      kind: 'comparison'
      pair: BlindPair
      form: RatingForm
      progress: Progress
      reopened: boolean
      typed: Typed | null
    }
  | { kind: 'done'; reason: 'enough' | 'no_pairs' | 'stopped' | 'closed'; report: PersonalReport | null }

/** What this tester sees now. Asking again, from any device, shows the same. */
export async function nextScreen(
  db: Db,
  { tester, study }: { tester: Tester; study: TesterStudy },
): Promise<Screen> {
  const who = { studyId: tester.studyId, testerId: tester.id }
  const live = study.state === 'open' && !tester.withdrawn ? await currentOrNext(db, who, study) : null
  const content = live && (await blindContent(db, { ...who, comparison: live.id }))
  const progress = await progressOf(db, who)
  if (!live || !content || !progress)
    return doneScreen(db, { who, study, progress: progress?.answered ?? 0, total: progress?.total ?? null })

  const reopened = live.state === 'reopened'
  return {
    kind: 'comparison',
    reopened,
    typed: reopened ? typedOf(await answerOf(db, { ...who, comparison: live.id })) : null,
    form: formOf(study),
    progress: {
      answered: progress.answered - Number(reopened),
      total: progress.total,
      minutesLeft: minutesLeft(progress),
    },
    pair: {
      comparison: live.id,
      promptHtml: content.promptHtml,
      responseA: content.first,
      responseB: content.second,
      rawA: textOf(content.firstTurns),
      rawB: textOf(content.secondTurns),
      ...(content.language ? { lang: content.language } : {}),
    },
  }
}

type Who = { studyId: number; testerId: number }

async function currentOrNext(db: Db, who: Who, study: TesterStudy): Promise<LiveComparison | null> {
  const handOut = async () => (await handOutRepeat(db, who)) ?? (await handOutPair(db, who))
  const found = (await liveComparison(db, who)) ?? (await handOut()) ?? (await liveComparison(db, who))
  if (found) return found
  const freed = await releaseLapsed(db, who.studyId)
  const planned = await planPairs(db, {
    study: { id: study.id, settings: { votes_per_pair: study.votesPerPair, pairing: study.pairing } },
  })
  return freed + planned > 0 ? ((await handOut()) ?? (await liveComparison(db, who))) : null
}

type DoneDetails = { who: Who; study: TesterStudy; progress: number; total: number | null }

async function doneScreen(db: Db, { who, study, progress, total }: DoneDetails): Promise<Screen> {
  const enough = total !== null && progress >= total
  if (enough) await finishTester(db, who)
  const report = progress > 0 ? await ownAnswers(db, who) : null
  return {
    kind: 'done',
    report,
    reason: study.state === 'closed' ? 'closed' : enough ? 'enough' : 'no_pairs',
  }
}

function formOf(study: TesterStudy): RatingForm {
  return {
    choices: study.choices,
    strength: study.strength ? 3 : 0,
    criteria: study.criteria.map((name) => ({ name, label: name })),
    reasons: [],
    comment: true,
    confidence: false,
  }
}

function minutesLeft({
  answered,
  total,
  secondsPerVote,
}: {
  answered: number
  total: number | null
  secondsPerVote: number | null
}) {
  if (total === null) return null
  return Math.max(1, Math.ceil(((total - answered) * (secondsPerVote ?? secondsPerVoteAtFirst)) / 60))
}

const textOf = (turns: Conversation) =>
  singleTurnText(turns) ?? turns.map((turn) => `${turn.role}: ${turn.content}`).join('\n\n')

function typedOf(answer: Awaited<ReturnType<typeof answerOf>>): Typed | null {
  if (!answer || answer.outcome === 'skip') return null
  return {
    choice: answer.outcome,
    criteria: answer.criteria,
    reasons: answer.reasons,
    comment: answer.comment,
    ...(answer.strength === null ? {} : { strength: answer.strength }),
  }
}
