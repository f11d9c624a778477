import { lastAnswered } from '../db/votes.ts'
import { Ballot, ComparisonPage } from '../views/tester/comparison.tsx'
import { Done, DonePage } from '../views/tester/done.tsx'
import { Notice, type NoticeKind, NoticePage } from '../views/tester/notice.tsx'
import type { Choice } from '../views/tester/props.ts'
import { nextScreen, type Screen } from './screens.ts'
import { base, type Present, type TesterContext, uiOf, wantsFragment } from './tester-request.ts'
import { renderOnce } from './texts.ts'

export type Saved = 'voted' | 'skipped' | 'undone' | null

/** After something was stored: the next screen in place, or the way to it. */
export function onward(
  c: TesterContext,
  { present, saved }: { present: Present; saved: Saved },
): Promise<Response> | Response {
  if (!wantsFragment(c)) return c.redirect(base(present.study), 303)
  return screen(c, { ...present, saved })
}

/** What this tester sees now. */
export async function screen(
  c: TesterContext,
  { tester, study, saved }: Present & { saved: Saved },
): Promise<Response> {
  if (study.state === 'paused' || study.state === 'draft') return notice(c, 'paused', 409)
  return show(c, await nextScreen(c.get('db'), { tester, study }), { tester, study }, saved)
}

export async function show(
  c: TesterContext,
  next: Screen,
  { tester, study }: Present,
  saved: Saved,
): Promise<Response> {
  const page = { ui: uiOf(c), assets: c.get('assets') }
  const undo = await lastAnswered(c.get('db'), { studyId: study.id, testerId: tester.id })
  if (next.kind === 'done') {
    const done = {
      ...page,
      base: base(study),
      reason: next.reason,
      report: next.report,
      undo: study.state === 'open' ? undo : null,
    }
    return c.html(wantsFragment(c) ? <Done {...done} /> : <DonePage {...done} />)
  }
  const ballot = {
    ...page,
    base: base(study),
    question: study.question,
    instructionsHtml: await renderOnce(study.instructions),
    pair: next.pair,
    form: next.form,
    progress: next.progress,
    saved,
    undo: next.reopened ? null : undo,
    ...(next.typed ? { typed: next.typed } : {}),
  }
  return c.html(wantsFragment(c) ? <Ballot {...ballot} /> : <ComparisonPage {...ballot} />)
}

type NoticeDetails = { choice?: Choice | null; continueHref?: string | null }

/** A refusal in words: what was wrong, what is stored, what to do. */
export function notice(
  c: TesterContext,
  kind: NoticeKind,
  status: 200 | 400 | 404 | 409,
  details: NoticeDetails = {},
): Response | Promise<Response> {
  const props = { ui: uiOf(c), kind, ...details }
  return c.html(
    wantsFragment(c) ? <Notice {...props} /> : <NoticePage assets={c.get('assets')} {...props} />,
    status,
  )
}
