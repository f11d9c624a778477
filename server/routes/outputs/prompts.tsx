import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { listPrompts, slicesOf } from '../../../db/outputs/prompts.ts'
import { readmit, type Withdrawable, withdraw } from '../../../db/outputs/withdrawals.ts'
import { replan } from '../../../db/studies/planned-votes.ts'
import { PromptsPage } from '../../../views/admin/outputs/prompts.tsx'
import type { PromptFilter } from '../../domain/output-rows.ts'
import { Invalid, NotFound } from '../../domain/refusals.ts'
import { formOf, frameOf, note, queryOf, studyOf } from '../../http/admin-request.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requirePerson } from '../../http/auth.ts'

export const promptPages = new Hono<AppEnv>()

const atOnce = 100
const text = z
  .string()
  .max(1000)
  .refine((value) => !value.includes('\0') && value.isWellFormed())
  .optional()
const Filter = z.object({
  language: text,
  tag: text,
  length: z.enum(['short', 'middling', 'long']).optional(),
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
})

promptPages.get('/studies/:slug/prompts', requirePerson('results:read'), async (c) => {
  const study = await studyOf(c)
  const given = Object.fromEntries(Object.entries(queryOf(c)).filter(([, value]) => value !== ''))
  const parsed = Filter.safeParse(given)
  if (!parsed.success) throw new Invalid('There is no such slice of the prompts')
  const { after, ...wanted } = parsed.data
  const filter = Object.fromEntries(
    Object.entries(wanted).filter(([, value]) => value !== undefined),
  ) as PromptFilter
  const [prompts, slices] = await Promise.all([
    listPrompts(c.get('db'), { studyId: study.id, filter, after, limit: atOnce + 1 }),
    slicesOf(c.get('db'), study.id),
  ])
  const shown = prompts.slice(0, atOnce)
  const next = prompts.length > atOnce ? (shown[shown.length - 1]?.place ?? null) : null
  return c.html(
    <PromptsPage
      frame={frameOf(c)}
      study={study}
      prompts={shown}
      slices={slices}
      filter={filter}
      next={next}
    />,
  )
})

/** What is not there, or withdrawn already, is not found. */
promptPages.post('/studies/:slug/withdrawals', requirePerson('studies:write'), async (c) => {
  const { study, of, kind, back } = await withdrawableOf(c)
  const done = await withdraw(c.get('db'), study.id, of)
  if (!done) throw new NotFound('There is nothing to withdraw')
  await replan(c.get('db'), study.id)
  await note(c, { act: `${kind}.withdraw`, study, subject: done.name, details: { pairs: done.pairs } })
  return c.redirect(back, 303)
})

promptPages.post('/studies/:slug/readmissions', requirePerson('studies:write'), async (c) => {
  const { study, of, kind, back } = await withdrawableOf(c)
  const done = await readmit(c.get('db'), study.id, of)
  if (!done) throw new NotFound('There is no withdrawal to take back')
  await replan(c.get('db'), study.id)
  await note(c, { act: `${kind}.readmit`, study, subject: done.name, details: { pairs: done.pairs } })
  return c.redirect(back, 303)
})

async function withdrawableOf(c: Context<AppEnv>) {
  const study = await studyOf(c)
  const form = await formOf(c, { once: ['model', 'prompt'] })
  const [model, prompt] = [form.text('model'), form.text('prompt')]
  if ((model === '') === (prompt === '')) throw new Invalid('Say which model or which prompt is meant')
  const of: Withdrawable = model ? { model } : { prompt }
  const back = `/studies/${study.slug}/${model ? 'batches' : 'prompts'}`
  return { study, of, kind: model ? 'model' : 'prompt', back }
}
