import { z } from 'zod'
import type { Db } from '../../db/connection/client.ts'
import { createStudy } from '../../db/studies/studies.ts'
import { Invalid, type Issue } from '../domain/refusals.ts'
import { NewStudy } from '../domain/settings/study-settings.ts'
import type { Study } from '../domain/study.ts'
import { check } from '../http/strict-json.ts'
import { importFiles } from '../importing/importing.ts'
import { type InviteLink, inviteLinks } from './new-invites.ts'
import { changeState } from './study-state.ts'

export const mostExamples = 10
const longestText = 100_000

const Text = (what: string) =>
  z
    .string()
    .max(longestText)
    .refine((text) => text.trim() !== '', `${what} is empty`)

/** A question, two variants by name, and a few prompts with what each variant answered. */
export const QuickStart = z
  .strictObject({
    name: z.string().trim().min(1, 'must not be empty').max(200),
    question: z.string().trim().min(1, 'must not be empty').max(500),
    first: z.string().trim().min(1, 'must not be empty').max(200),
    second: z.string().trim().min(1, 'must not be empty').max(200),
    examples: z
      .array(
        z.strictObject({
          prompt: Text('the prompt'),
          first: Text('the first answer'),
          second: Text('the second answer'),
        }),
      )
      .min(1, 'there is no example: fill in at least one')
      .max(mostExamples),
  })
  .refine(({ first, second }) => first !== second, {
    path: ['second'],
    error: 'must have another name than the first',
  })
export type QuickStart = z.output<typeof QuickStart>

/** From pasted examples to an open study and its link. A study that cannot be opened is never offered. */
export async function startQuickly(
  db: Db,
  { body, by, publicUrl }: { body: unknown; by: string; publicUrl: string },
): Promise<{ study: Study; link: InviteLink }> {
  const quick = check(body, QuickStart)
  const faults = sameAnswers(quick)
  if (faults.length > 0) throw new Invalid('Some examples cannot be compared', faults)
  const settings = { auto_votes_per_pair: true, repeat_share: 0, scores: true }
  const study = await createStudy(
    db,
    NewStudy.parse({ name: quick.name, question: quick.question, ...settings }),
  )
  const files = [{ name: 'examples.jsonl', open: () => linesOf(quick) }]
  const { state, report } = await importFiles(db, { study, files, options: {}, dryRun: false, by })
  if (state !== 'published') {
    const issues = report.problems.map(({ message }) => ({ pointer: '#/examples', detail: message }))
    throw new Invalid('The examples cannot be used', issues)
  }
  await changeState(db, { study, state: 'open' })
  const invite = { kind: 'open', count: 1, label: 'Quick start', cap: null, expires: null } as const
  const [link] = await inviteLinks(db, { ...invite, studyId: study.id, publicUrl })
  if (!link) throw new Error('The link was not made')
  return { study, link }
}

const sameAnswers = ({ examples }: QuickStart): Issue[] =>
  examples.flatMap(({ first, second }, n) =>
    first.trim() === second.trim()
      ? [{ pointer: `#/examples/${n}/second`, detail: 'both answers are the same text' }]
      : [],
  )

async function* linesOf({ first, second, examples }: QuickStart): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for (const [n, example] of examples.entries()) {
    for (const [model, output] of [
      [first, example.first],
      [second, example.second],
    ]) {
      const row = { prompt_id: `example-${n + 1}`, prompt: example.prompt, model, output }
      yield encoder.encode(`${JSON.stringify(row)}\n`)
    }
  }
}
