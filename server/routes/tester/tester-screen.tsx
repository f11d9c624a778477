import { Break, BreakPage } from '../../../views/tester/break.tsx'
import { Ballot, ComparisonPage } from '../../../views/tester/comparison.tsx'
import { Done, DonePage } from '../../../views/tester/done.tsx'
import { type Earned, Notice, type NoticeKind, NoticePage } from '../../../views/tester/notice.tsx'
import { PracticeBallot, PracticePage } from '../../../views/tester/practice.tsx'
import { Waiting, WaitingPage } from '../../../views/tester/waiting.tsx'
import type { Outcome } from '../../domain/outcome.ts'
import { completionOf } from '../../tester/completion.ts'
import { checkPair, instructionsOf, practicePair } from '../../tester/item-pairs.tsx'
import type {
  BreakScreen,
  ComparisonScreen,
  DoneScreen,
  PracticeScreen,
  Screen,
  WaitingScreen,
} from '../../tester/screen-types.ts'
import { nextScreen } from '../../tester/screens.ts'
import {
  base,
  languagesOf,
  type Present,
  presentTester,
  type SentForm,
  type TesterContext,
  uiOf,
  wantsFragment,
} from './tester-request.ts'

export type Saved = 'voted' | 'skipped' | 'undone' | null
type Answer = Response | Promise<Response>

/** Only for the tester of this study's cookie; whoever withdrew is told so, whatever they ask for. */
export const forTester =
  (handle: (c: TesterContext, present: Present) => Answer) =>
  async (c: TesterContext): Promise<Response> => {
    const present = await presentTester(c)
    if (!present) return notice(c, 'unknown', 404)
    if (!present.tester.withdrawn) return handle(c, present)
    return notice(c, 'withdrawn', c.req.method === 'GET' ? 200 : 409, { ui: uiOf(c, present.study) })
  }

/** After something was stored: the next screen in place, or the way to it. */
export function onward(c: TesterContext, { present, saved }: { present: Present; saved: Saved }): Answer {
  if (!wantsFragment(c)) return c.redirect(base(present.study), 303)
  return screen(c, present, saved)
}

/** What this tester sees now. */
export async function screen(c: TesterContext, present: Present, saved: Saved): Promise<Response> {
  if (isHeldUp(present)) return paused(c, present)
  return show(c, await nextScreen(c.get('db'), present), { present, saved })
}

/** Who has finished keeps their last page, whatever becomes of the study. */
export const isHeldUp = ({ study, tester }: Present) =>
  (study.state === 'paused' || study.state === 'draft') && !tester.finished

export const paused = (c: TesterContext, present: Present): Answer =>
  notice(c, 'paused', 409, { ui: uiOf(c, present.study), earned: earnedBy(present) })

/** What somebody has come to when the study closes or pauses under them: that they did not stop is not their doing. */
export const earnedBy = ({ study, tester }: Present): Earned | null =>
  tester.votes > 0 ? { answered: tester.votes, completion: completionOf(study) } : null

type Showing = { present: Present; saved: Saved }

export function show(c: TesterContext, next: Screen, showing: Showing): Promise<Response> {
  if (next.kind === 'done') return showDone(c, next, showing)
  if (next.kind === 'break') return showBreak(c, next, showing)
  if (next.kind === 'waiting') return showWaiting(c, next, showing)
  if (next.kind === 'practice') return showPractice(c, next, showing)
  return showComparison(c, next, showing)
}

async function showComparison(
  c: TesterContext,
  next: ComparisonScreen,
  { present, saved }: Showing,
): Promise<Response> {
  const { study } = present
  const page = pageOf(c, present)
  const ballot = {
    ...page,
    base: base(study),
    question: study.question,
    instructionsHtml: await instructionsOf(page.ui, study),
    pair: 'pair' in next.content ? next.content.pair : checkPair(page.ui, next.content),
    form: next.form,
    progress: next.progress,
    saved,
    undo: next.undo,
    skipsLeft: next.skipsLeft,
    pause: next.progress.answered > 0 ? `${base(study)}/pause` : null,
    finish: { action: `${base(study)}/finish`, meaning: next.finishing },
    ...(next.typed ? { typed: next.typed } : {}),
  }
  return c.html(wantsFragment(c) ? <Ballot {...ballot} /> : <ComparisonPage {...ballot} />)
}

async function showPractice(
  c: TesterContext,
  { item, comparison, form, step, of, chosen }: PracticeScreen,
  { present }: Showing,
): Promise<Response> {
  const { study } = present
  const page = pageOf(c, present)
  const practice = {
    ...page,
    action: `${base(study)}/practice`,
    question: study.question,
    instructionsHtml: await instructionsOf(page.ui, study),
    pair: await practicePair(page.ui, { item, comparison }),
    form,
    step,
    of,
    feedback: chosen && { chosen, expected: item.expected, why: item.why },
  }
  return c.html(wantsFragment(c) ? <PracticeBallot {...practice} /> : <PracticePage {...practice} />)
}

export async function showBreak(
  c: TesterContext,
  next: Omit<BreakScreen, 'kind'>,
  { present }: Showing,
): Promise<Response> {
  const address = base(present.study)
  const pause = {
    ...pageOf(c, present),
    action: `${address}/break`,
    finish: { action: `${address}/finish`, meaning: next.finishing },
    answered: next.answered,
    timeIsUp: next.timeIsUp,
  }
  return c.html(wantsFragment(c) ? <Break {...pause} /> : <BreakPage {...pause} />)
}

/** A page that looked by itself is left as it is, until there is something else. */
async function showWaiting(c: TesterContext, next: WaitingScreen, { present }: Showing): Promise<Response> {
  if (wantsFragment(c) && c.req.query('again') !== undefined) return c.body(null, 204)
  const address = base(present.study)
  const waiting = {
    ...pageOf(c, present),
    look: address,
    action: `${address}/break`,
    finish: next.answered > 0 ? `${address}/finish` : null,
  }
  return c.html(wantsFragment(c) ? <Waiting {...waiting} /> : <WaitingPage {...waiting} />)
}

async function showDone(c: TesterContext, next: DoneScreen, { present }: Showing): Promise<Response> {
  const { study, tester } = present
  const isOpen = study.state === 'open'
  const didTheirPart = !next.isEarly && next.report !== null
  const done = {
    ...pageOf(c, present),
    base: base(study),
    reason: next.reason,
    report: next.report,
    completion: didTheirPart ? completionOf(study) : null,
    undo: next.undo,
    goOn: isOpen && (next.reason === 'stopped' || next.reason === 'time') ? `${base(study)}/return` : null,
    name: tester.pseudonym,
    votesHref: next.report ? `${base(study)}/votes.json` : null,
    withdraw: `${base(study)}/withdrawal`,
  }
  return c.html(wantsFragment(c) ? <Done {...done} /> : <DonePage {...done} />)
}

function pageOf(c: TesterContext, { study }: Present) {
  const ui = uiOf(c, study)
  return { ui, assets: c.get('assets'), languages: languagesOf(c, base(study)) }
}

type NoticeDetails = {
  ui?: ReturnType<typeof uiOf>
  choice?: Outcome | null
  kept?: Outcome | 'skip' | null
  comment?: string
  earned?: Earned | null
  retry?: SentForm | null
  continueHref?: string | null
}

/** A refusal in words: what was wrong, what is stored, what to do. */
export function notice(
  c: TesterContext,
  kind: NoticeKind,
  status: 200 | 400 | 404 | 409 | 413 | 422,
  details: NoticeDetails = {},
): Answer {
  const [, place, name] = c.req.path.split('/')
  // An address that leads nowhere is whatever somebody typed: the page does not say it back.
  const languages = kind === 'unknown' ? [] : languagesOf(c, `/${place}/${name}`)
  const props = { ...details, ui: details.ui ?? uiOf(c), kind, languages }
  return c.html(
    wantsFragment(c) ? <Notice {...props} /> : <NoticePage assets={c.get('assets')} {...props} />,
    status,
  )
}
