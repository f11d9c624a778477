import type { Page } from 'playwright-core'
import type { Db } from '../../db/connection/client.ts'
import { createStudy, setStudyState } from '../../db/studies/studies.ts'
import { createInvites } from '../../db/testers/invites.ts'
import { NewStudy } from '../../server/domain/settings/study-settings.ts'
import type { Study } from '../../server/domain/study.ts'
import { importText } from './import-text.ts'

const long = (start: string) =>
  `${start}\n\n${Array.from({ length: 30 }, (_, line) => `Paragraph ${line + 1} says a little more.`).join('\n\n')}`

/** Five prompts, three models; one answer is long, one holds code, one a table. */
const outputs = Array.from({ length: 5 }, (_, index) => [
  { model: 'short', output: `Answer ${index} is **short**.` },
  { model: 'long', output: long(`Answer ${index} goes on.`) },
  {
    model: 'code',
    output: `Try this:\n\n\`\`\`python\nprint(${'"a very wide line of code", '.repeat(8)}${index})\n\`\`\`\n\n| x | y |\n|---|---|\n| 1 | ${index} |`,
  },
]).flatMap((answers, index) =>
  answers.map((answer) => ({ prompt_id: `p${index}`, prompt: long(`Question ${index}?`), ...answer })),
)

/** An open study with outputs in it. */
export async function openStudy(db: Db, settings: Record<string, unknown> = {}): Promise<Study> {
  const study = await createStudy(
    db,
    NewStudy.parse({
      name: `Browser ${Math.random()}`,
      question: 'Which answer helps more?',
      instructions: 'Choose what you would rather **have received**.',
      max_votes_per_tester: 8,
      ...settings,
    }),
  )
  await importText(db, { study, text: outputs.map((row) => JSON.stringify(row)).join('\n') })
  await setStudyState(db, { id: study.id, state: 'open' })
  return study
}

export async function inviteTo(db: Db, study: Study): Promise<string> {
  const [invite] = await createInvites(db, {
    studyId: study.id,
    kind: 'open',
    count: 1,
    label: '',
    cap: null,
    expires: null,
  })
  return `/join/${invite?.code}`
}

/** Opens an invite and agrees; the first comparison is on the screen then, and its scripts have run. */
export async function join(page: Page, path: string): Promise<void> {
  await page.goto(path)
  for (const box of await page.locator('input[type=checkbox][required]').all()) await box.check()
  await page.locator('main form button.primary').first().click()
  await page.locator('[data-screen="comparison"]').waitFor()
  await page.waitForLoadState()
}

export const comparisonOn = (page: Page) => page.locator('#ballot [name=comparison]').inputValue()

/** Waits until another pair, or the end, has taken the place of this one. */
export const whenReplaced = (page: Page, before: string) =>
  page.locator(`#screen:not(:has(#ballot [name=comparison][value="${before}"]))`).waitFor()

/** As before, and until its first moment, in which nothing counts, is over. */
export async function whenNext(page: Page, before: string): Promise<void> {
  await whenReplaced(page, before)
  await page.locator('#screen:not([data-new])').waitFor()
}

export type StoredVote = {
  outcome: string
  input: string
  strength: number | null
  comment: string
  claims: Record<string, unknown>
  reasons: string[]
  criteria: Record<string, string>
  comparison: string
  revision: number
}

export const votesOf = (db: Db, study: Study) => db<StoredVote[]>`
  select outcome, input, strength, comment, claims, reasons, criteria, comparison_id as comparison, revision
  from votes where study_id = ${study.id} order by position`
