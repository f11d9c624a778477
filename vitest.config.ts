import { defineConfig } from 'vitest/config'
import SlowFirst from './test/setup/slow-first.ts'

/** Files that work on what belongs to the whole process, and so share it with none. */
const alone = ['test/blindness/non-interference.test.ts']
/** Real programs, ended in the midst of it. */
const faults = ['test/faults/**/*.test.ts']
const browser = ['test/browser/**/*.test.ts', 'test/rendering/{hostile,vote-bar}.test.{ts,tsx}']
/** No database, no process, no page. */
const pure = [
  'test/{stats,formats,views,report}/**/*.test.{ts,tsx}',
  'test/{architecture,demo,differences,pairing}.test.ts',
]
const all = ['test/**/*.test.{ts,tsx}']

/** Without isolation files follow each other in the same workers: modules are read once a worker, not once a file. */
const project = (name: string, include: string[], more: { exclude?: string[]; isolate?: boolean } = {}) => ({
  // No "extends": each project would start a server of its own by the set-up below.
  test: { name, include, isolate: false, testTimeout: 60_000, hookTimeout: 120_000, ...more },
})

export default defineConfig({
  test: {
    globalSetup: ['test/setup/cluster.ts'],
    reporters: ['default', './test/setup/closing-line.ts'],
    maxWorkers: 4,
    sequence: { sequencer: SlowFirst },
    projects: [
      project('faults', faults),
      project('browser', browser),
      project('app', all, { exclude: [...alone, ...faults, ...browser, ...pure] }),
      project('alone', alone, { isolate: true }),
      project('pure', pure),
    ],
  },
})
