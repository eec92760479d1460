import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { AudioSource } from '../../../src/host/files/index.ts'

/** A folder of its own for a test file, removed afterwards. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gainstage-files-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Writes `bytes` under `name` and returns the path. */
export function put(folder: string, name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

/** All samples of a source, planar. */
export function readAll(source: AudioSource): Float64Array[] {
  const planar = Array.from({ length: source.info.channels }, () => new Float64Array(source.info.frames))
  const got = source.read(0, source.info.frames, planar)
  return planar.map((channel) => channel.slice(0, got))
}

/** True when a program that a cross-check needs is installed; without it the test shows as skipped. */
export const has = (program: string): boolean =>
  spawnSync(program, [program === 'sox' ? '--version' : '-version']).status === 0

/** Runs a program to its end; throws with its own words when it fails. Returns what it wrote. */
export function run(program: string, args: readonly string[]): Buffer {
  const { status, stdout, stderr } = spawnSync(program, args, { maxBuffer: 1 << 26 })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`)
  return stdout
}
