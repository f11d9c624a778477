import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { note } from '../server/cli/terminal/output.ts'
import { rank } from '../server/stats/ranking/ranking.ts'
import { createRandom } from '../server/stats/special/random.ts'
import { bradleyTerryModel } from '../server/stats/strengths/bradley-terry.ts'
import { fitStrengths } from '../server/stats/strengths/strengths.ts'
import { cellsOfTally } from '../server/stats/votes/cells.ts'
import { addVotes, tallyOf } from '../server/stats/votes/tally.ts'
import type { VoteTable } from '../server/stats/votes/vote-table.ts'
import { median, ms, table } from './setup/figures.ts'

const size = { votes: 1_000_000, models: 100, testers: 500, prompts: 300 }
const rules = { ties: 'half', bothBad: 'tie' } as const

/** The statistics at a million votes: goals are < 1 s for the table, < 5 ms for a refit, ≤ 4 × a bare read for the file. */
export default async function stats(): Promise<void> {
  const votes = millionVotes()
  const whole = [1, 2, 3, 4, 5].map(() => took(() => rank(votes)))
  const tally = tallyOf(votes)
  const last = fitStrengths(bradleyTerryModel, cellsOfTally(tally, rules, true))
  const refit = (start?: Float64Array) =>
    Array.from({ length: 25 }, () =>
      took(() => fitStrengths(bradleyTerryModel, cellsOfTally(tally, rules, true), start ? { start } : {})),
    )
  const next = { ...votes, length: 1 }
  const one = Array.from({ length: 25 }, () =>
    took(() => {
      addVotes(tally, next)
      fitStrengths(bradleyTerryModel, cellsOfTally(tally, rules, true), { start: last.parameters })
    }),
  )
  table(
    `${size.votes.toLocaleString('en')} votes, ${size.models} models, ${size.testers} testers, ${size.prompts} prompts`,
    ['what', 'processor ms', 'clock ms', 'goal'],
    [
      ['whole table from typed arrays, two-way intervals and rank sets', ...medians(whole), '< 1000'],
      ['refit from cached counts, from zero', ...medians(refit()), '< 5'],
      ['refit from cached counts, from the last fit', ...medians(refit(last.parameters)), '< 5'],
      ['one more vote counted, and refit', ...medians(one), ''],
    ],
  )
  await readingTimes(votes)
}

/** What an act takes on the clock, and of the processor: on a busy machine only the second means anything. */
type Time = { wall: number; cpu: number }

function took(act: () => unknown): Time {
  const [started, used] = [performance.now(), process.cpuUsage()]
  act()
  const { user, system } = process.cpuUsage(used)
  return { wall: performance.now() - started, cpu: (user + system) / 1000 }
}

const medians = (times: Time[]) => [
  ms(median(times.map(({ cpu }) => cpu))),
  ms(median(times.map(({ wall }) => wall))),
]

async function readingTimes(votes: VoteTable): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tiebreak-stats-'))
  const file = join(folder, 'votes.csv')
  await writeCsv(file, votes)
  const rounds: Record<'start' | 'bare' | 'rank', Awaited<ReturnType<typeof run>>>[] = []
  for (let round = 0; round < 3; round++) {
    rounds.push({
      start: await run(['--import', 'tsx', 'server/cli/main.ts', '--version']),
      bare: await run(['--input-type=module', '-e', bareRead, file]),
      rank: await run(['--import', 'tsx', 'server/cli/main.ts', 'rank', file, '--json']),
    })
  }
  const of = (who: 'bare' | 'rank', what: 'cpu' | 'wall') => median(rounds.map((round) => round[who][what]))
  const ratio = (what: 'cpu' | 'wall') => (of('rank', what) / of('bare', what)).toFixed(1)
  const memory = Math.max(...rounds.map((round) => round.rank.megabytes))
  const { size: bytes } = await stat(file)
  table(
    `The same votes as CSV (${(bytes / 2 ** 20).toFixed(0)} MiB), each in a process of its own, start included`,
    ['what', 'processor ms', 'clock ms', 'goal'],
    [
      ['bare read: stream and split into lines', ...medians(rounds.map(({ bare }) => bare)), ''],
      ['start of the program alone', ...medians(rounds.map(({ start }) => start)), ''],
      ['tiebreak rank FILE --json', ...medians(rounds.map(({ rank: ranked }) => ranked)), ''],
      ['times the bare read', ratio('cpu'), ratio('wall'), '<= 4'],
      ['peak memory of rank, MiB', memory.toFixed(0), '', '<= 1536'],
    ],
  )
  await rm(folder, { recursive: true })
}

/** What any program must do that takes the file line by line. */
const bareRead = `
import { createReadStream } from 'node:fs'
const decoder = new TextDecoder()
let rest = ''
let lines = 0
for await (const chunk of createReadStream(process.argv[1], { highWaterMark: 1 << 20 })) {
  const parts = (rest + decoder.decode(chunk, { stream: true })).split('\\n')
  rest = parts.pop()
  lines += parts.length
}
console.log(lines)
`

const report = `data:text/javascript,process.on('exit',()=>{
const {maxRSS,userCPUTime,systemCPUTime}=process.resourceUsage();
console.error('used '+maxRSS+' '+(userCPUTime+systemCPUTime))})`

async function run(words: string[]): Promise<Time & { megabytes: number }> {
  const started = performance.now()
  const child = spawn(process.execPath, ['--import', report, ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  const [code] = await once(child, 'close')
  const used = /used (\d+) (\d+)/.exec(errors)
  if (code !== 0 || !used) throw new Error(`${words.join(' ')} ended with ${code}: ${errors}`)
  return { wall: performance.now() - started, megabytes: Number(used[1]) / 1024, cpu: Number(used[2]) / 1000 }
}

async function writeCsv(file: string, votes: VoteTable): Promise<void> {
  const words = ['model_a', 'model_b', 'tie', 'both_bad']
  const out = createWriteStream(file)
  out.write('model_a,model_b,winner,tester,prompt\n')
  for (let from = 0; from < votes.length; from += 10_000) {
    let text = ''
    for (let row = from; row < Math.min(votes.length, from + 10_000); row++) {
      const [a, b] = [votes.models[votes.first[row] as number], votes.models[votes.second[row] as number]]
      const tester = votes.testers[votes.tester?.[row] as number]
      text += `${a},${b},${words[votes.outcome[row] as number]},${tester},${votes.prompts[votes.prompt?.[row] as number]}\n`
    }
    if (!out.write(text)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
  note(`Wrote ${file}`)
}

function millionVotes(): VoteTable {
  const random = createRandom(1)
  const draw = (below: number) => Math.floor(random() * below)
  const names = (word: string, count: number) => Array.from({ length: count }, (_, k) => `${word}-${k}`)
  const strengths = Array.from({ length: size.models }, () => random() * 2)
  const made: VoteTable = {
    models: names('model', size.models),
    testers: names('tester', size.testers),
    prompts: names('prompt', size.prompts),
    length: size.votes,
    first: new Int32Array(size.votes),
    second: new Int32Array(size.votes),
    outcome: new Uint8Array(size.votes),
    weight: null,
    tester: Int32Array.from({ length: size.votes }, () => draw(size.testers)),
    prompt: Int32Array.from({ length: size.votes }, () => draw(size.prompts)),
    covariates: [],
    skips: 0,
    badRows: 0,
  }
  for (let row = 0; row < size.votes; row++) {
    const first = draw(size.models)
    const second = (first + 1 + draw(size.models - 1)) % size.models
    const p = 1 / (1 + Math.exp((strengths[second] as number) - (strengths[first] as number)))
    made.first[row] = first
    made.second[row] = second
    made.outcome[row] = random() < 0.2 ? 2 + draw(2) : random() < p ? 0 : 1
  }
  return made
}
