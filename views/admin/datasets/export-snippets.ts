export type Download = {
  slug: string
  format: string
  title: string
  /** The file to take, such as "dpo.jsonl" */
  file: string
  /** "?clean=1" or nothing */
  query: string
  /** " --clean" or nothing */
  options: string
  publicUrl: string
}

type Snippet = { tab: string; note: string; code: string }

/** The same download in the words of each tool. Nothing to fill in but the token. */
export function snippets(download: Download): Snippet[] {
  const { slug, file, query, options, publicUrl } = download
  const url = `${publicUrl}/api/v1/studies/${slug}/exports/${file}${query}`
  const name = `${slug}-${file}`
  // Without its ending the command line unpacks the folder.
  const asked = file.replace(/\.zip$/, '')
  return [
    {
      tab: 'curl',
      note: 'A token comes from the Tokens page; it needs the scope data:read.',
      code: `curl -f -o ${name} \\\n  -H "Authorization: Bearer $TIEBREAK_TOKEN" \\\n  "${url}"`,
    },
    {
      tab: 'CLI',
      note: 'What was left out is printed beside it.',
      code: `export TIEBREAK_URL=${publicUrl} TIEBREAK_TOKEN=tb_…\nnpx tiebreak export ${slug} --format ${asked}${options} --out ${file.endsWith('.zip') ? 'data' : '.'}`,
    },
    { tab: 'Python', note: `Nothing to install but ${needs(file)}.`, code: python(url, file) },
    trl(download, name),
    openai(download, name),
    mlflow(url, download),
  ]
}

const fetching = (url: string) =>
  `import io, os, requests

answer = requests.get(
    "${url}",
    headers={"Authorization": f"Bearer {os.environ['TIEBREAK_TOKEN']}"},
)
answer.raise_for_status()`

function python(url: string, file: string): string {
  if (file.endsWith('.zip')) {
    return `${fetching(url)}\n\nimport zipfile\n\nzipfile.ZipFile(io.BytesIO(answer.content)).extractall("data")`
  }
  return `${fetching(url)}\n\nimport pandas\n\nrows = pandas.${reader(file)}\nprint(rows.head())`
}

function needs(file: string): string {
  if (file.endsWith('.zip')) return 'requests'
  return file.endsWith('.parquet') ? 'pandas, pyarrow and requests' : 'pandas and requests'
}

function reader(file: string): string {
  if (file.endsWith('.csv')) return 'read_csv(io.BytesIO(answer.content))'
  if (file.endsWith('.parquet')) return 'read_parquet(io.BytesIO(answer.content))'
  return 'read_json(io.BytesIO(answer.content), lines=True)'
}

const trainers: Record<string, [trainer: string, config: string]> = {
  dpo: ['DPOTrainer', 'DPOConfig'],
  reward: ['RewardTrainer', 'RewardConfig'],
  kto: ['KTOTrainer', 'KTOConfig'],
}

function trl({ format }: Download, name: string): Snippet {
  const [trainer, config] = trainers[format] ?? []
  if (!trainer) return { tab: 'TRL', note: 'TRL trains on the shapes DPO, Reward model and KTO.', code: '' }
  const kind = name.endsWith('.parquet') ? 'parquet' : 'json'
  return {
    tab: 'TRL',
    note: 'After the download, in the same folder:',
    code: `from datasets import load_dataset
from trl import ${config}, ${trainer}

rows = load_dataset("${kind}", data_files="${name}", split="train")
trainer = ${trainer}(model="YOUR/MODEL", args=${config}(output_dir="out"), train_dataset=rows)
trainer.train()`,
  }
}

function openai({ format }: Download, name: string): Snippet {
  if (format !== 'openai') {
    return { tab: 'OpenAI', note: 'OpenAI fine-tunes on the shape OpenAI preference.', code: '' }
  }
  return {
    tab: 'OpenAI',
    note: 'After the download, in the same folder:',
    code: `from openai import OpenAI

client = OpenAI()
file = client.files.create(file=open("${name}", "rb"), purpose="fine-tune")
client.fine_tuning.jobs.create(
    training_file=file.id, model="YOUR-MODEL", method={"type": "dpo"}
)`,
  }
}

function mlflow(url: string, { file, slug }: Download): Snippet {
  if (file.endsWith('.zip')) {
    return { tab: 'MLflow', note: 'MLflow logs tables: take Votes or DPO.', code: '' }
  }
  return {
    tab: 'MLflow',
    note: 'The digest is given, because MLflow by itself hashes no more than 10,000 rows. A snapshot has one of its own.',
    code: `${fetching(url)}

import hashlib, mlflow, pandas

rows = pandas.${reader(file)}
dataset = mlflow.data.from_pandas(
    rows,
    source="${url}",
    name="${slug}",
    digest=hashlib.sha256(answer.content).hexdigest()[:36],
)
with mlflow.start_run():
    mlflow.log_input(dataset, context="training")`,
  }
}
