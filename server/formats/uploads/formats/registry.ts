import { alpacaEval, alpacaEvalPairs } from './alpaca-eval.ts'
import { answerLists } from './answer-lists.ts'
import { arenaBattles } from './arena-battles.ts'
import { arenaHard } from './arena-hard.ts'
import { completions } from './completions.ts'
import type { Claim, Format, Head } from './format.ts'
import { csvLong, csvPrompts, csvWide, jsonLong, jsonPrompts, jsonWide } from './generic.ts'
import { helm, helmPredictions, helmRequests } from './helm.ts'
import { inspect } from './inspect.ts'
import { llmfao, pandalm } from './known-pairs.ts'
import { labelStudio } from './label-studio.ts'
import { langfuse, langfuseRunItems } from './langfuse.ts'
import { lmEval } from './lm-eval.ts'
import { messagePrompts, messages } from './messages.ts'
import { mlflow, mlflowTraces } from './mlflow.ts'
import { arenaHardOld, mtBench, mtBenchQuestions } from './mt-bench.ts'
import { openCompass } from './open-compass.ts'
import { openaiBatch, openaiBatchInput } from './openai-batch.ts'
import { openaiEvals } from './openai-evals.ts'
import { preferencePairs } from './preference-pairs.ts'
import { promptfoo, promptfooLines, promptfooTable } from './promptfoo.ts'
import { samplingReport } from './sampling-report.ts'
import { tracedCalls } from './traced-calls.ts'
import {
  anthropicBatch,
  anthropicBatchInput,
  apiCalls,
  bedrockBatch,
  geminiBatch,
  geminiBatchInput,
} from './vendor-batches.ts'
import { vicuna } from './vicuna.ts'
import { wildbench } from './wildbench.ts'

/** In the order in which they are asked; the first that recognises a file reads it. */
export const formats: readonly Format[] = [
  promptfoo,
  inspect,
  helm,
  samplingReport,
  mlflow,
  promptfooLines,
  promptfooTable,
  openaiBatch,
  openaiBatchInput,
  anthropicBatch,
  anthropicBatchInput,
  geminiBatch,
  geminiBatchInput,
  bedrockBatch,
  openaiEvals,
  openCompass,
  lmEval,
  mtBench,
  arenaHardOld,
  mtBenchQuestions,
  arenaHard,
  vicuna,
  helmPredictions,
  helmRequests,
  wildbench,
  langfuseRunItems,
  langfuse,
  mlflowTraces,
  labelStudio,
  apiCalls,
  tracedCalls,
  arenaBattles,
  alpacaEval,
  alpacaEvalPairs,
  pandalm,
  llmfao,
  completions,
  preferencePairs,
  answerLists,
  messages,
  messagePrompts,
  csvWide,
  csvLong,
  csvPrompts,
  jsonWide,
  jsonLong,
  jsonPrompts,
]

export function formatOf(head: Head): { format: Format; claim: Claim } | null {
  for (const format of formats) {
    const claim = format.recognise(head)
    if (claim) return { format, claim }
  }
  return null
}
