import type { ExportedOutput, ExportedPrompt } from '../../server/domain/vote-row.ts'
import type { Reading } from '../connection/reading.ts'

export type PairIds = { promptId: number; loId: number; hiId: number }
export type PairTexts = { prompt: ExportedPrompt; lo: ExportedOutput; hi: ExportedOutput }

/**
 * The texts of one batch of pairs after another: each output crosses the wire once a batch, however many pairs it is
 * in, and not again where the batch before had it.
 */
export function textsReader(reading: Reading): (pairs: PairIds[]) => Promise<(pair: PairIds) => PairTexts> {
  let prompts = new Map<number, ExportedPrompt>()
  let outputs = new Map<number, ExportedOutput>()
  return async (pairs) => {
    ;[prompts, outputs] = await Promise.all([
      among(prompts, new Set(pairs.map(({ promptId }) => promptId)), (ids) => fetchPrompts(reading, ids)),
      among(outputs, new Set(pairs.flatMap(({ loId, hiId }) => [loId, hiId])), (ids) =>
        fetchOutputs(reading, ids),
      ),
    ])
    const [said, written] = [prompts, outputs]
    return ({ promptId, loId, hiId }) => ({
      prompt: found(said, promptId),
      lo: found(written, loId),
      hi: found(written, hiId),
    })
  }
}

/** The wanted ones, those known already as they are and the others fetched. */
async function among<Text>(
  known: Map<number, Text>,
  wanted: Set<number>,
  fetch: (ids: number[]) => Promise<{ key: number; text: Text }[]>,
): Promise<Map<number, Text>> {
  const kept = new Map([...known].filter(([id]) => wanted.has(id)))
  const missing = [...wanted].filter((id) => !kept.has(id))
  if (missing.length > 0) for (const { key, text } of await fetch(missing)) kept.set(key, text)
  return kept
}

function fetchPrompts({ sql, studyId }: Reading, ids: number[]) {
  return sql<{ key: number; text: ExportedPrompt }[]>`
    select id as key, json_build_object('id', external_id, 'messages', messages, 'tags', tags, 'language', language,
                                        'group', "group") as text
    from prompts where study_id = ${studyId} and id = any(${ids})`
}

function fetchOutputs({ sql, studyId }: Reading, ids: number[]) {
  return sql<{ key: number; text: ExportedOutput }[]>`
    select o.id as key, json_build_object('id', o.id, 'model', m.name, 'sample', o.sample, 'messages', o.messages,
                                          'batch', o.batch_id::text, 'flags', o.flags) as text
    from outputs o join models m on m.study_id = o.study_id and m.id = o.model_id
    where o.study_id = ${studyId} and o.id = any(${ids})`
}

function found<Text>(texts: Map<number, Text>, id: number): Text {
  const text = texts.get(id)
  if (text === undefined) throw new Error(`Text ${id} of a pair is gone`)
  return text
}
