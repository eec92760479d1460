import { choice, definePlugin, toggle } from 'gainstage/sdk'

const MEGABYTE = 2 ** 17

/** Passes the sound on until it is told to break, in any way a plugin can. */
export default definePlugin({
  id: 'breaks',
  name: 'Breaks',
  about: 'Does whatever a plugin must not do.',
  version: 1,
  params: {
    how: choice({
      label: 'How',
      choices: ['not', 'throws', 'nan', 'hangs', 'crawls', 'exits', 'hoards', 'flush', 'reset'],
      default: 'not',
      help: 'What happens while it plays.',
    }),
    prepare: choice({
      label: 'Prepare',
      choices: ['well', 'throws', 'hangs'],
      default: 'well',
      structural: true,
      help: 'What happens when it is prepared.',
    }),
    // A host that tries every setting once finds none of it.
    sure: toggle({ label: 'Sure', default: false, structural: true, help: 'Makes the above happen.' }),
  },
  meters: {},
  prepare: (_env, { how, prepare, sure }) => {
    const way = () => how.choices[how.index]
    const hoard: unknown[] = []
    const start = sure.on ? prepare.choices[prepare.index] : 'well'
    if (start === 'throws') throw new Error('nothing can be prepared')
    if (start === 'hangs') forEver()
    return {
      process({ input, output, frames }) {
        for (let c = 0; c < input.length; c++) for (let i = 0; i < frames; i++) output[c]![i] = input[c]![i]!
        if (way() === 'throws') throw new Error('enough')
        if (way() === 'nan') output[0]![0] = Number.NaN
        if (way() === 'hangs') forEver()
        if (way() === 'crawls') busy(40)
        if (way() === 'exits') process.exit(1)
        while (way() === 'hoards') hoard.push(Array.from({ length: MEGABYTE }, (_, i) => i + 0.5))
      },
      flush() {
        if (way() === 'flush') forEver()
      },
      reset() {
        if (way() === 'reset') forEver()
      },
    }
  },
})

function forEver(): void {
  for (let i = 0; ; i++) if (i < 0) return
}

function busy(ms: number): void {
  const end = performance.now() + ms
  while (performance.now() < end) {}
}
