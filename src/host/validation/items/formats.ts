import { type Finding, fail, type Item, pass } from '../finding.ts'
import { Rig } from '../rig.ts'
import { isFiniteSignal, noise } from '../signals.ts'

const RATES = [8000, 22050, 44099.5, 44100, 48000, 88200, 96000, 192000, 768000]
const BLOCKS = [1, 2, 7, 16, 31, 64, 127, 128, 441, 1024, 16384]

/** Every sample rate and block size a host may come with. */
export const rates: Item = {
  id: 'rates',
  title: 'plays at any rate, in blocks of any size',
  run({ plugin, files }): Finding {
    for (const sampleRate of RATES) {
      for (const blocks of [[128], BLOCKS]) {
        const input = [noise(3000, 0.5, 1), noise(3000, 0.5, 2)]
        const output = new Rig(plugin, { channels: 2, sampleRate, files }).run(input, { blocks })
        if (!output.every(isFiniteSignal))
          return fail(
            `at ${sampleRate} Hz in blocks of ${blocks.join(', ')} it gave no numbers, or left samples unwritten`,
          )
      }
    }
    return pass(`${RATES.length} rates from 8 to 768 kHz, blocks of 1 to 16384`)
  },
}

/** Mono, stereo, with and without a key; the input is not for writing. */
export const layouts: Item = {
  id: 'layouts',
  title: 'plays mono and stereo, keyed or not, and leaves its input alone',
  run({ plugin, files }): Finding {
    const keys = plugin.key === true ? [undefined, 1, 2] : [undefined]
    for (const channels of [1, 2]) {
      for (const keyChannels of keys) {
        const of = `${channels === 1 ? 'mono' : 'stereo'}${keyChannels === undefined ? '' : ` with a key of ${keyChannels}`}`
        const input = Array.from({ length: channels }, (_, c) => noise(4096, 0.5, c + 1))
        const key =
          keyChannels === undefined
            ? undefined
            : Array.from({ length: keyChannels }, (_, c) => noise(4096, 0.5, c + 7))
        const rig = new Rig(plugin, { channels, keyChannels, files })
        let spoilt = false
        const onCall = (at: number, frames: number): void => {
          spoilt ||= !rig.inputIs(input, at, frames)
        }
        const output = rig.run(input, { blocks: [128, 37], key, onCall })
        if (spoilt) return fail(`in ${of} it writes into its input, which other processors still read`)
        if (!output.every(isFiniteSignal))
          return fail(`in ${of} it gave no numbers, or left samples unwritten`)
      }
    }
    return pass('mono and stereo are written in full and the input stays as it was')
  },
}
