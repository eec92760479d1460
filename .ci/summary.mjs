// Reads a JSON report of vitest: names what was skipped, and ends with one plain line of counts.
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'

const text = readFileSync(process.argv[2], 'utf8')
const { testResults: files } = text === '' ? { testResults: [] } : JSON.parse(text)
const counts = { passed: 0, failed: 0, skipped: 0 }
for (const { name, status, assertionResults } of files) {
  const file = relative(process.cwd(), name)
  const before = counts.failed
  for (const test of assertionResults) {
    const result = test.status === 'passed' || test.status === 'failed' ? test.status : 'skipped'
    counts[result]++
    if (result === 'skipped') console.log(`skipped: ${file}: ${test.fullName}`)
  }
  // A file that does not load has no tests to fail.
  if (status === 'failed' && counts.failed === before) {
    counts.failed++
    console.log(`failed: ${file} could not be run`)
  }
}
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
if (counts.failed > 0 || counts.passed === 0) process.exitCode = 1
