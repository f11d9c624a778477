const EXTENSIONS = /\.(gz|json|jsonl|ndjson|csv|tsv|txt|xlsx|zip|eval|data|dat|tab|out|log|md|bak)$/i
const COMMON =
  /^(model_?outputs?|outputs?|results?|answers?|responses?|predictions?|generations?|completions?|data|test|train|eval(_results_table|uation)?|samples?(_.*)?|scenario_state|display_(predictions|requests)|model_answer|results_.*|log|export|traces?|observations?)$/i

/** The model a file is named for: its name without extensions, or its folder where the name says nothing. */
export function modelFromFile(name: string): string {
  const parts = name.split(/[\\/]+/).filter((part) => part !== '' && part !== '.' && part !== '..')
  const stems = parts.map((part, i) => (i === parts.length - 1 ? withoutExtensions(part) : part))
  const last = stems[stems.length - 1] ?? ''
  const folder = stems[stems.length - 2]
  // Tools that make folders of model names write "org__model" for "org/model".
  const chosen = folder !== undefined && COMMON.test(last) ? folder.replaceAll('__', '/') : last
  return (chosen || 'unnamed').slice(0, 200)
}

function withoutExtensions(name: string): string {
  let stem = name
  while (EXTENSIONS.test(stem)) stem = stem.replace(EXTENSIONS, '')
  return stem
}
