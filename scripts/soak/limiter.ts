import { SEED_FRAMES, soak } from '../../test/plugins/limiter/soak.ts'

/**
 * `node scripts/soak/limiter.ts [SEEDS] [FIRST]`: plays SEEDS short adversarial signals (default 100000) through the limiter
 * and counts samples above the ceiling. A million takes some minutes. Exit code 1 when there is any.
 */

const CHUNK = 3200

function main(seeds: number, first: number): void {
  let samples = 0
  let violations = 0
  for (let done = 0; done < seeds; done += CHUNK) {
    const result = soak(first + done, Math.min(CHUNK, seeds - done))
    samples += result.samples
    violations += result.violations
    process.stderr.write(`\r${Math.min(seeds, done + CHUNK)} of ${seeds}, ${violations} over`)
  }
  const seconds = (process.cpuUsage().user / 1e6).toFixed(0)
  process.stdout.write(
    `\n${seeds} seeds of ${SEED_FRAMES} stereo frames, ${samples} samples, ${violations} above the ceiling, ${seconds} s of CPU\n`,
  )
  if (violations > 0) process.exitCode = 1
}

main(Number(process.argv[2] ?? 100000), Number(process.argv[3] ?? 0))
