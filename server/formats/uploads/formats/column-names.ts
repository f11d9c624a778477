export const PROMPTS = [
  'prompt',
  'instruction',
  'question',
  'query',
  'prompt_text',
  'user_prompt',
  'user_message',
  'user_input',
  'input_text',
  'inputs',
  'input',
  'request',
  'text',
  'context',
  'message',
  'turns',
  'goal',
  'task_prompt',
  'full_prompt',
  'source_text',
  'history',
  'problem_statement',
  'problem',
  'opening_msg',
  'frage',
  'aufgabe',
  'eingabe',
]
export const OUTPUTS = [
  'output',
  'response',
  'completion',
  'answer',
  'result',
  'generation',
  'prediction',
  'sample',
  'outputs',
  'reply',
  'generated_text',
  'output_text',
  'response_text',
  'answer_text',
  'assistant',
  'predicted_text',
  'model_answer',
  'generated',
  'completion_text',
  'actual_output',
  'model_patch',
  'human_ref',
  'antwort',
  'ausgabe',
  'text',
]
export const MODELS = [
  'model',
  'model_name',
  'generator',
  'model_id',
  'model_type',
  'system',
  'engine',
  'llm',
  'deployment',
  'response_source',
  'system_name',
  'assistant_name',
  'variant',
  'model_name_or_path',
  'llm_name',
  'name',
  'modell',
]
export const STRONG_IDS = [
  'prompt_id',
  'question_id',
  'instruction_id',
  'uid',
  'custom_id',
  'instance_id',
  'doc_id',
  'query_id',
  'task_id',
  'item_id',
  'example_id',
  'session_id',
  'conversation_id',
  'qid',
  'promptid',
]
export const WEAK_IDS = ['id', 'idx', 'index', 'key', 'nr', 'no', 'number', 'row', 'unnamed_0', 'column_1']
export const SAMPLES = [
  'sample',
  'sample_id',
  'sample_index',
  'sample_idx',
  'epoch',
  'repeat',
  'seed',
  'trial',
  'run',
  'attempt',
]
export const TAGS = [
  'tags',
  'tag',
  'category',
  'categories',
  'domain',
  'topic',
  'subject',
  'task',
  'task_type',
  'dataset',
]
export const COSTS = ['cost', 'total_cost', 'cost_usd', 'totalcost', 'price', 'usd']
export const LATENCIES = [
  'latency',
  'latency_s',
  'latency_ms',
  'latencyms',
  'seconds',
  'elapsed',
  'response_time',
]
export const SIDES =
  /^(?:(.+?)_?(a|b|c|d|e|f|x|y|left|right|\d{1,2})|(a|b|left|right|model_[a-f]|model_\d)_(.+))$/
export const NEVER_MODELS = new Set([
  'notes',
  'note',
  'comment',
  'comments',
  'source',
  'reference',
  'references',
  'expected',
  'expected_output',
  'ground_truth',
  'target',
  'gold',
  'label',
  'labels',
  'score',
  'rating',
  'winner',
  'preference',
  'language',
  'lang',
  'licence',
  'license',
  'type',
  'date',
  'time',
  'timestamp',
  'created_at',
  'author',
  'annotator',
  'difficulty',
  'split',
  'metadata',
  'url',
  'title',
  'slug',
  'system_prompt',
  'status',
  'description',
  'reason',
  'explanation',
  'rubric',
  'tokens',
  'version',
  'worker',
  'user',
  'evaluator',
  'ideal',
  'correct_answer',
  'stop',
  'kategorie',
  'referenz',
  'judge',
  'verdict',
  'document',
  'documents',
  'contexts',
  'retrieved_contexts',
  'passage',
  'passages',
  'images',
  'image',
  'tools',
  'persona',
  'gold_answer',
  'correct',
  'reference_answer',
  'expected_answer',
  'ground_truths',
  'answer_key',
])

/** A header as a bare word: `" Model Output "` and `modelOutput` both are `model_output`. */
export const plainName = (header: string) =>
  header
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')

/** `model_output`, `assistant_response` and the like are what they are without the first word. */
export function bare(plain: string): string {
  const rest =
    /^(?:model|assistant|generated|llm|ai|raw|final)_(output|response|completion|answer|result|generation|reply)$/.exec(
      plain,
    )
  return rest?.[1] ?? plain
}

/** Whether a header says what its column is for, so that it is no model's name. */
export const isKnownColumn = (plain: string) => KNOWN.has(plain) && !MODELS_TOO.has(plain)

const MODELS_TOO = new Set(['assistant', 'system', 'variant', 'name', 'sample'])

const KNOWN = new Set([PROMPTS, OUTPUTS, MODELS, STRONG_IDS, SAMPLES, TAGS].flat())

/** Whether a cell is a name that only a header has. */
export const isKnownHeader = (cell: string) => {
  const plain = plainName(cell)
  const side = SIDES.exec(plain)
  return KNOWN.has(bare(plain)) || (side !== null && KNOWN.has(bare(side[1] ?? side[4] ?? '')))
}
