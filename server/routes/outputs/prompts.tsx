import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { listPrompts, slicesOf } from '../../../db/outputs/prompts.ts'
import type { Withdrawable } from '../../../db/outputs/withdrawals.ts'
import { PromptsPage } from '../../../views/admin/outputs/prompts.tsx'
import { readmitOutputs } from '../../actions/outputs/readmit.ts'
import { withdrawOutputs } from '../../actions/outputs/withdraw.ts'
import type { PromptFilter } from '../../domain/output-rows.ts'
import { Invalid } from '../../domain/refusals.ts'
import { actionContext } from '../../http/action-context.ts'
import { formOf, frameOf, queryOf, studyOf } from '../../http/admin-request.ts'
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
  const { study, of, back } = await withdrawableOf(c)
  await withdrawOutputs(actionContext(c), { study, of })
  return c.redirect(back, 303)
})

promptPages.post('/studies/:slug/readmissions', requirePerson('studies:write'), async (c) => {
  const { study, of, back } = await withdrawableOf(c)
  await readmitOutputs(actionContext(c), { study, of })
  return c.redirect(back, 303)
})

async function withdrawableOf(c: Context<AppEnv>) {
  const study = await studyOf(c)
  const form = await formOf(c, { once: ['model', 'prompt'] })
  const [model, prompt] = [form.text('model'), form.text('prompt')]
  if ((model === '') === (prompt === '')) throw new Invalid('Say which model or which prompt is meant')
  const of: Withdrawable = model ? { model } : { prompt }
  const back = `/studies/${study.slug}/${model ? 'batches' : 'prompts'}`
  return { study, of, back }
}
