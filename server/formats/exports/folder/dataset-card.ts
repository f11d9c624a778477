import type { Manifest } from '../../../domain/manifest.ts'
import { exportFormats } from '../index.ts'

export type CardFile = { path: string; config: string; split: string; rows: number }
type Card = { slug: string; question: string; languages: string[]; files: CardFile[]; manifest: Manifest }

/** README.md as the Hugging Face Hub and `load_dataset` read it: every view with its files named, none guessed. */
export function datasetCard({ slug, question, languages, files, manifest }: Card): string {
  const configs = [...new Set(files.map(({ config }) => config))]
  const preferred = configs.includes('dpo') ? 'dpo' : configs[0]
  return [
    '---',
    `pretty_name: ${JSON.stringify(slug)}`,
    ...(languages.length > 0 ? [`language: ${JSON.stringify(languages)}`] : []),
    'license: other',
    'annotations_creators: [crowdsourced]',
    'tags: [preference, human-feedback, rlhf, dpo]',
    'configs:',
    ...configs.flatMap((config) => configLines({ config, files, isDefault: config === preferred })),
    '---',
    '',
    `# ${oneLine(slug)}`,
    '',
    `People compared pairs of anonymised model outputs and were asked: ${oneLine(question)}`,
    '',
    '| view | split | rows | what a row is |',
    '|---|---|---|---|',
    ...files.map(({ config, split, rows }) => `| ${config} | ${split} | ${rows} | ${described(config)} |`),
    '',
    '## Left out',
    '',
    ...droppedLines(manifest),
    '',
    `Filter: \`${JSON.stringify(manifest.filter)}\`. Vote position: ${manifest.position}. Content hash: \`${manifest.content_hash}\`.`,
    ...(manifest.seal
      ? [`Seal of the votes up to ${manifest.seal.position}: \`${manifest.seal.hash}\`.`]
      : []),
    '',
  ].join('\n')
}

type Config = { config: string; files: CardFile[]; isDefault: boolean }

function configLines({ config, files, isDefault }: Config): string[] {
  const own = files.filter((file) => file.config === config)
  return [
    `- config_name: ${JSON.stringify(config)}`,
    ...(isDefault ? ['  default: true'] : []),
    '  data_files:',
    ...own.map(({ split, path }) => `  - {split: ${JSON.stringify(split)}, path: ${JSON.stringify(path)}}`),
  ]
}

/** A name with line breaks or markup must not become part of the page. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ').replace(/[\\`*_<>[\]#|]/g, '\\$&')

function described(config: string): string {
  return exportFormats[config]?.description ?? ''
}

function droppedLines({ counts }: Manifest): string[] {
  const lines = Object.entries(counts).flatMap(([file, { dropped }]) =>
    Object.entries(dropped).flatMap(([unit, rules]) =>
      Object.entries(rules).map(([rule, number]) => `- ${file}: ${number} ${unit} by rule \`${rule}\``),
    ),
  )
  return lines.length > 0 ? lines : ['Nothing.']
}
