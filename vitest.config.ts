import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    // Two cores are what a machine for tests has.
    maxConcurrency: 2,
    globalSetup: ['test/support/own-cache.ts'],
    testTimeout: 60_000,
    // The dashboard looks at LANG to know whether it may draw with Unicode; a bare machine sets none.
    env: { CI: '1', LANG: 'C.UTF-8' },
  },
})
