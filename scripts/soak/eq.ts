import { RANGES, rangeErrorDb, survivesJumps } from '../../test/plugins/eq/soak.ts'

/**
 * `node scripts/soak/eq.ts [SETTINGS] [JUMPS]`: prints how far SETTINGS random bands of every range (default 3000) are from their
 * analogue curves, then plays noise through JUMPS random jumps (default 100000). A million takes some minutes. Exit code 1 when a
 * sample is not finite.
 */

const CHUNK = 2000

function main(settings: number, jumps: number): void {
  for (const range of RANGES) {
    const worst = [44100, 48000, 88200].map((rate) => rangeErrorDb(range, settings, rate).toFixed(2))
    process.stdout.write(`${range.name}: ${worst.join(' / ')} dB at 44.1 / 48 / 88.2 kHz\n`)
  }
  let broken = 0
  for (let done = 0; done < jumps; done += CHUNK) {
    if (!survivesJumps(Math.min(CHUNK, jumps - done), done + 1)) broken++
    process.stderr.write(`\r${Math.min(jumps, done + CHUNK)} of ${jumps} jumps`)
  }
  process.stdout.write(`\n${jumps} jumps, ${broken} runs of ${CHUNK} not finite\n`)
  if (broken > 0) process.exitCode = 1
}

main(Number(process.argv[2] ?? 3000), Number(process.argv[3] ?? 100000))
