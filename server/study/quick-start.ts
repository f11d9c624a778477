import { z } from 'zod'
import type { Issue } from '../domain/refusals.ts'
import type { UploadFile } from '../formats/uploads/types.ts'

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

/** Examples that show nobody anything: both answers are one text. */
export const sameAnswers = ({ examples }: QuickStart): Issue[] =>
  examples.flatMap(({ first, second }, n) =>
    first.trim() === second.trim()
      ? [{ pointer: `#/examples/${n}/second`, detail: 'both answers are the same text' }]
      : [],
  )

/** The examples as an upload. */
export const examplesFile = (quick: QuickStart): UploadFile => ({
  name: 'examples.jsonl',
  open: () => linesOf(quick),
})

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
