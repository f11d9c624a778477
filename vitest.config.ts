import { defineConfig } from 'vitest/config'
import SlowFirst from './test/setup/slow-first.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    globalSetup: ['test/setup/cluster.ts'],
    reporters: ['default', './test/setup/closing-line.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 3,
    sequence: { sequencer: SlowFirst },
  },
})
