import { basename } from 'node:path'
import { gainToDb } from '../sdk/index.ts'
import type { SessionDocument } from '../session/document.ts'

/** What happened in a render that a person may have to hear of. */
export interface RenderFacts {
  /** Sentences of the engine. */
  readonly events: readonly string[]
  /** Frames that are silent because a file was not there in time: never, if the program is right. */
  readonly starvedFrames: number
  /** True when the tail was still sounding at its end. */
  readonly cut: boolean
  readonly files: readonly {
    readonly path: string
    readonly clippedSamples: number
    /** Linear. */
    readonly peak: number
  }[]
}

/** [control] One sentence each. */
export function warningsOf(document: SessionDocument, facts: RenderFacts): string[] {
  const warnings = [...facts.events]
  const device = document.strips.filter((strip) => strip.input.kind === 'device').map((strip) => strip.name)
  if (device.length > 0)
    warnings.push(`silent in a render, because they listen to a device: ${device.join(', ')}`)
  if (facts.starvedFrames > 0)
    warnings.push(
      `${facts.starvedFrames} frames are silent because their files were not read in time: do not use this render`,
    )
  if (facts.cut)
    warnings.push('the tail was still sounding and was faded out: a longer one is had with --tail')
  const clipped = facts.files.filter((file) => file.clippedSamples > 0)
  if (clipped.length > 0) warnings.push(clippingSentence(clipped))
  return warnings
}

function clippingSentence(files: RenderFacts['files']): string {
  const samples = files.reduce((sum, file) => sum + file.clippedSamples, 0)
  const names = files.map(({ path, peak }) => `${basename(path)} (up to +${gainToDb(peak).toFixed(1)} dB)`)
  return `${samples} samples are over full scale and were clipped in ${names.join(', ')}: lower the faders or render with --bits 32f`
}
