import { z } from 'zod'

/**
 * What may stand in a MIDI map. Each field's error says what is expected; map-file.ts makes the sentence around it.
 * [control]
 */

/** Controls of all 16 channels, and one error short of a file that is no map. */
const MOST_CONTROLS = 2048

const whole = (from: number, to: number, what: string) => {
  const error = `${what} from ${from} to ${to}`
  return z.int({ error }).min(from, { error }).max(to, { error })
}

const oneOf = <const T extends readonly [string, ...string[]]>(words: T) =>
  z.enum(words, { error: `one of ${words.join(', ')}` })

const takeover = oneOf(['pickup', 'jump'])

const control = z
  .strictObject(
    {
      cc: whole(0, 127, 'a controller number').optional(),
      cc14: whole(0, 31, 'the first controller number of a pair').optional(),
      channel: whole(1, 16, 'a channel').default(1),
      address: z
        .string({ error: 'an address' })
        .startsWith('/', { error: 'an address, which begins with /' })
        .max(256, { error: 'an address, which is at most 256 characters long' }),
      relative: oneOf(['twos', 'offset', 'sign']).optional(),
      button: oneOf(['toggle', 'momentary', 'press']).optional(),
      value: z.union([z.string(), z.number(), z.boolean()], { error: 'a value' }).optional(),
      takeover: takeover.optional(),
    },
    { error: 'a control such as { cc: 0, address: /strip/vox/fader }' },
  )
  .superRefine((fields, context) => {
    const complain = (message: string): void => context.addIssue({ code: 'custom', message })
    if ((fields.cc === undefined) === (fields.cc14 === undefined)) complain('needs either cc or cc14')
    if (fields.relative !== undefined && fields.button !== undefined)
      complain('is either relative or a button')
    if (fields.cc14 !== undefined && (fields.relative ?? fields.button) !== undefined)
      complain('cc14 goes with faders and knobs that send where they stand')
    if (fields.value !== undefined && fields.button !== 'press') complain('value goes with "button: press"')
    if (fields.takeover !== undefined && (fields.relative ?? fields.button) !== undefined)
      complain('takeover goes with faders and knobs that send where they stand')
  })

export const mapSchema = z.strictObject(
  {
    gainstageMap: z.literal(1, { error: '1, the version of the format' }),
    port: z.string({ error: 'the name of a MIDI port' }).min(1, { error: 'the name of a MIDI port' }),
    takeover: takeover.default('pickup'),
    feedback: z.boolean({ error: 'true or false' }).default(true),
    controls: z
      .array(control, { error: 'a list of controls' })
      .max(MOST_CONTROLS, { error: `at most ${MOST_CONTROLS} controls` }),
  },
  { error: 'a MIDI map, which begins with gainstageMap: 1' },
)

/** A MIDI map as it is used, all defaults in place. */
export type MidiMap = z.infer<typeof mapSchema>
export type MidiControl = MidiMap['controls'][number]

/** The names that may stand at a place; `controls[3]` and `controls[7]` are the same place. */
export const FIELDS = {
  map: Object.keys(mapSchema.shape),
  control: Object.keys(control.shape),
} as const
