import type { ExportFormat } from './format.ts'
import { arena } from './formats/arena.ts'
import { dpo } from './formats/dpo.ts'
import { helpsteer } from './formats/helpsteer.ts'
import { hh } from './formats/hh.ts'
import { items } from './formats/items.ts'
import { kto } from './formats/kto.ts'
import { llamafactory } from './formats/llamafactory.ts'
import { openai } from './formats/openai.ts'
import { pairs } from './formats/pairs.ts'
import { reward } from './formats/reward.ts'
import { votes } from './formats/votes.ts'

export const exportFormats: Record<string, ExportFormat> = {
  votes,
  pairs,
  items,
  dpo,
  reward,
  kto,
  openai,
  hh,
  arena,
  helpsteer,
  llamafactory,
}
