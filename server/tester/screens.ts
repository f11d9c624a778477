import type { Db } from '../../db/connection/client.ts'
import { type Journey, journeyOf } from '../../db/testers/journey.ts'
import type { TesterStudy } from '../../db/testers/tester-study.ts'
import type { Tester } from '../../db/testers/testers.ts'
import { liveComparison } from '../../db/voting/comparisons.ts'
import { itemOf } from '../../db/voting/item-showings.ts'
import type { LiveComparison } from '../../db/voting/reservations.ts'
import { answerOf } from '../../db/voting/votes.ts'
import type { Typed } from '../../views/tester/props.ts'
import { NotFound } from '../domain/refusals.ts'
import { laidOutContent } from '../rendering/stored/rendered-content.ts'
import { finishingOf, hasAnsweredAll } from './completion.ts'
import { differencesOf } from './differences.ts'
import { doneScreen } from './done-screen.ts'
import { handOut } from './hand-out.ts'
import { practiceScreen, restScreen } from './pauses.ts'
import { plainText } from './plain-text.ts'
import { endOf } from './progress-end.ts'
import { checkFormOf, ratingFormOf } from './rating-form.ts'
import type { ComparisonScreen, Screen } from './screen-types.ts'
import { readLanguage } from './study-language.ts'

/** What this tester sees now. Asking again, from any device, shows the same. */
export async function nextScreen(
  db: Db,
  { tester, study }: { tester: Tester; study: TesterStudy },
): Promise<Screen> {
  const who = { studyId: tester.studyId, testerId: tester.id }
  const journey = await journeyOf(db, who)
  if (!journey) throw new NotFound('No such tester')
  const standing = { who, study, journey }
  if (study.state !== 'open' || tester.withdrawn) return doneScreen(db, { tester, study, journey })

  const practice = tester.finished ? null : await practiceScreen(db, standing)
  if (practice) return practice
  const live = journey.hasLive ? await liveComparison(db, who) : null
  const pause = live || tester.finished ? null : restScreen(standing)
  if (pause) return pause
  if (!live && (tester.finished || hasAnsweredAll(journey))) return doneScreen(db, { tester, study, journey })
  const handed = live ? { live } : await handOut(db, standing)
  if ('left' in handed && handed.left !== 'nothing') return { kind: 'waiting', answered: journey.answers }
  const comparison = 'live' in handed && (await comparisonScreen(db, { ...standing, live: handed.live }))
  return comparison || doneScreen(db, { tester, study, journey })
}

type Who = { studyId: number; testerId: number }
type Standing = { who: Who; study: TesterStudy; journey: Journey; live: LiveComparison }

async function comparisonScreen(
  db: Db,
  { who, study, journey, live }: Standing,
): Promise<ComparisonScreen | null> {
  const content = await contentOf(db, { who, study, live })
  if (!content) return null
  const reopened = live.state === 'reopened'
  const answered = journey.answers - Number(reopened)
  const total = await endOf(db, { ...who, answered, asked: journey.asked })
  return {
    kind: 'comparison',
    content,
    typed: reopened ? typedOf(await answerOf(db, { ...who, comparison: live.id })) : null,
    form: live.purpose === 'check' ? checkFormOf(study) : ratingFormOf(study),
    progress: { answered, total, minutesLeft: minutesLeft(journey, total) },
    undo: reopened ? null : journey.lastAnswered,
    skipsLeft: journey.skipsLeft,
    finishing: finishingOf({ study, journey }),
  }
}

type Shown = { who: Who; study: TesterStudy; live: LiveComparison }

async function contentOf(db: Db, { who, study, live }: Shown): Promise<ComparisonScreen['content'] | null> {
  if (live.purpose === 'check') {
    const check = study.choices[(await itemOf(db, { ...who, comparison: live.id })) ?? -1]
    return check ? { check, comparison: live.id } : null
  }
  const content = await laidOutContent(db, { ...who, comparison: live.id })
  if (!content) return null
  const [rawA, rawB] = [plainText(content.firstTurns), plainText(content.secondTurns)]
  return {
    pair: {
      comparison: live.id,
      promptHtml: content.promptHtml,
      responseA: content.first,
      responseB: content.second,
      rawA,
      rawB,
      ...(study.rating.difference_view ? { differences: differencesOf(rawA, rawB) } : {}),
      ...(content.language && { lang: content.language }),
      langA: readLanguage(rawA),
      langB: readLanguage(rawB),
    },
  }
}

/** By the tester's own pace, and never more than is left of what was promised. */
function minutesLeft(journey: Journey, total: number): number {
  const { answers, secondsPerVote, promisedMinutes, promiseMet, seconds } = journey
  const left = [
    ((total - answers) * secondsPerVote) / 60,
    promisedMinutes === null || promiseMet ? null : promisedMinutes - seconds / 60,
  ].filter((minutes) => minutes !== null)
  return Math.max(1, Math.ceil(Math.min(...left)))
}

function typedOf(answer: Awaited<ReturnType<typeof answerOf>>): Typed | null {
  if (!answer || answer.outcome === 'skip') return null
  return {
    choice: answer.outcome,
    criteria: answer.criteria,
    reasons: answer.reasons,
    comment: answer.comment,
    ...(answer.strength === null ? {} : { strength: answer.strength }),
    ...(answer.scores && { scores: answer.scores }),
    ...(answer.confidence === null ? {} : { confidence: answer.confidence }),
  }
}
