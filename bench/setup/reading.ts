import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { print } from '../../server/cli/terminal/output.ts'
import { readUpload } from '../../server/formats/uploads/index.ts'
import { watchMemory } from './memory.ts'

const [path = ''] = process.argv.slice(2)
const { size } = await stat(path)
const peak = watchMemory()
const processor = process.cpuUsage()
const started = performance.now()
const files = [{ name: 'large.jsonl', open: () => createReadStream(path) }]
const report = await readUpload(files, {}, async () => {})
const seconds = (performance.now() - started) / 1000
const { user, system } = process.cpuUsage(processor)
if (report.problem_count > 0) throw new Error(report.problems[0]?.message)
print(`read and audited: ${(size / 1e6).toFixed(0)} MB, ${report.outputs} outputs in ${seconds.toFixed(1)} s`)
print(
  `  ${(size / 1e6 / seconds).toFixed(1)} MB/s (goal 20), ${(size / (user + system)).toFixed(1)} MB per second of processor, RSS at most ${(peak.stop() / 1024 / 1024).toFixed(0)} MiB (goal 400)`,
)
