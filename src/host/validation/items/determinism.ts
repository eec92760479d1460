import { type Finding, fail, type Item, pass } from '../finding.ts'
import { type Planar, Rig, type Values } from '../rig.ts'
import { noise } from '../signals.ts'

const FRAMES = 24000
const SIZES = [[1], [7], [64], [441], [480], [1024], [4096], [13, 128, 1, 300]]

/** The same input gives the same bits: twice, in any blocks, after a reset. */
export const determinism: Item = {
  id: 'determinism',
  title: 'gives the same bits: again, in other blocks, after a reset',
  run({ plugin, files }): Finding {
    const input = [noise(FRAMES, 0.5, 1), noise(FRAMES, 0.5, 2)]
    for (const { name, values } of [
      { name: 'the defaults', values: {} as Values },
      ...(plugin.presets ?? []).slice(0, 3),
    ]) {
      const fresh = (): Rig => new Rig(plugin, { channels: 2, values: values as Values, files })
      const first = fresh().run(input)
      if (!same(first, fresh().run(input))) return fail(`with ${name} two processors give different samples`)
      for (const blocks of SIZES)
        if (!same(first, fresh().run(input, { blocks })))
          return fail(`with ${name} blocks of ${blocks.join(', ')} give other samples than blocks of 128`)
      const rig = fresh()
      rig.run([noise(25600, 0.9, 5), noise(25600, 0.9, 6)])
      rig.processor.reset()
      if (!same(first, rig.run(input)))
        return fail(`with ${name} a reset processor plays otherwise than a new one`)
    }
    return pass(`two processors, ${SIZES.length} block patterns and a reset give the same bits`)
  },
}

const same = (a: Planar, b: Planar): boolean => a.every((x, c) => x.every((y, i) => Object.is(y, b[c]![i])))
