import { TEMPO } from './score/performance.ts'

/**
 * [control] The session that plays the demo stems from `stems/<name>.wav`, as YAML: a mix that stands, with
 * something left to do on every strip. `loop` starts the song over at its end.
 */
export function demoSessionYaml({ loop = false }: { readonly loop?: boolean } = {}): string {
  const input = (name: string) => `{ file: stems/${name}.wav${loop ? ', loop: true' : ''} }`
  return `${head}
strips:
${drums(input)}
${rhythm(input)}
${melody(input)}
${rest}`
}

type Input = (name: string) => string

const head = `# The demo song: a mix that stands, but needs work. Each strip says what it asks for.
gainstage: 1
name: Demo song
rate: 48000
tempo: ${TEMPO}
panLaw: -3
`

const drums = (input: Input) => `  # A boxy tone around 380 Hz to cut, a click around 3 kHz to lift.
  kick:
    label: Kick
    color: red
    input: ${input('kick')}
    inserts:
      - eq: { lowCutOn: true, lowCut: 30, band3On: true, band3Type: bell, band3Freq: 380, band3Gain: -2, band3Q: 1.4 }
      - comp: { threshold: -16, ratio: 3, attack: 20, release: 90 }
    fader: -2
    to: drums
    dcas: [rhythm]
    muteGroups: [band]
  # The hi-hat leaks in: how far can the gate go before the ghost notes vanish? A ring at 860 Hz.
  snare:
    label: Snare
    color: red
    input: ${input('snare')}
    inserts:
      - gate: { threshold: -42 }
      - eq: { lowCutOn: true, lowCut: 90 }
      - comp: { threshold: -18, ratio: 3, attack: 8, release: 120 }
    fader: 0
    sends:
      plate: -14
    to: drums
    dcas: [rhythm]
    muteGroups: [band]
  toms:
    label: Toms
    color: red
    input: ${input('toms')}
    inserts:
      - gate: { threshold: -34, hold: 150, release: 300 }
      - eq: { lowCutOn: true, lowCut: 50 }
    fader: -3
    pan: 20
    sends:
      plate: -14
    to: drums
    dcas: [rhythm]
    muteGroups: [band]
  hats:
    label: Hi-hat
    color: red
    input: ${input('hats')}
    trim: 4
    inserts:
      - eq: { lowCutOn: true, lowCut: 300 }
    fader: -1
    pan: -35
    to: drums
    dcas: [rhythm]
    muteGroups: [band]
  # The snare arrives 3 ms later up here: try inputDelay on the close microphones.
  overheads:
    label: Overheads
    color: red
    input: ${input('overheads')}
    trim: 4
    inserts:
      - eq: { lowCutOn: true, lowCut: 120 }
    fader: -2
    to: drums
    dcas: [rhythm]
    muteGroups: [band]
`

const rhythm = (input: Input) => `  percussion:
    label: Shaker+clap
    color: yellow
    input: ${input('percussion')}
    trim: 3
    inserts:
      - eq: { lowCutOn: true, lowCut: 400 }
    fader: 0
    pan: 35
    sends:
      plate: -12
    dcas: [rhythm]
    muteGroups: [band]
  # Too loud. The F booms: one narrow band near 87 Hz. The second compressor ducks it under the kick.
  bass:
    label: Bass
    color: blue
    input: ${input('bass')}
    inserts:
      - eq: { lowCutOn: true, lowCut: 35 }
      - comp: { threshold: -20, ratio: 3, attack: 15, release: 150 }
      - duck: { plugin: comp, key: /strip/kick, threshold: -22, ratio: 2, attack: 2, release: 110 }
    fader: -2
    dcas: [rhythm]
    muteGroups: [band]
  # Muddy between 200 and 400 Hz; the amplifier hums in the rests: switch the gate on.
  guitar:
    label: Guitar
    color: green
    input: ${input('guitar')}
    trim: 4
    inserts:
      - gate: { threshold: -48, release: 150, bypass: true }
      - eq: { lowCutOn: true, lowCut: 90, band2On: true, band2Type: bell, band2Freq: 290, band2Gain: -2, band2Q: 0.9 }
      - comp: { threshold: -20, ratio: 2, attack: 15, release: 150 }
    fader: -3
    pan: -25
    sends:
      plate: -20
    dcas: [music]
    muteGroups: [band]
  keys:
    label: E-piano
    color: green
    input: ${input('keys')}
    inserts:
      - eq: { lowCutOn: true, lowCut: 120 }
      - comp: { threshold: -22, ratio: 2, attack: 20, release: 200 }
    fader: -3
    pan: 15
    width: 120
    sends:
      plate: -16
    dcas: [music]
    muteGroups: [band]
`

const melody = (input: Input) => `  # Covers the voice around 3 kHz in the chorus.
  lead:
    label: Lead synth
    color: magenta
    input: ${input('lead')}
    inserts:
      - eq: { lowCutOn: true, lowCut: 200, band4On: true, band4Type: bell, band4Freq: 3000, band4Gain: 0, band4Q: 1 }
    fader: -3
    pan: 25
    sends:
      plate: -16
      echo: -12
    dcas: [music]
    muteGroups: [band]
  # Dull: lift the shelf. Uneven from phrase to phrase: lower the threshold.
  voice:
    label: Voice
    color: cyan
    input: ${input('voice')}
    inserts:
      - eq:
          lowCutOn: true
          lowCut: 100
          band6On: true
          band6Type: highShelf
          band6Freq: 3500
          band6Gain: 1.5
          band6Q: 0.7
      - comp: { threshold: -20, ratio: 2.5, attack: 8, release: 120, makeup: 2 }
    fader: -4
    sends:
      plate: -12
      echo: -20
    dcas: [voices]
  backing:
    label: Backing
    color: cyan
    input: ${input('backing')}
    inserts:
      - eq: { lowCutOn: true, lowCut: 180 }
      - comp: { threshold: -24, ratio: 2, attack: 15, release: 200 }
    fader: -6
    sends:
      plate: -10
    dcas: [voices]
`

const rest = `buses:
  drums:
    label: Drums
    color: red
    inserts:
      - eq: {}
      - comp: { threshold: -16, ratio: 2, attack: 30, release: 160 }
    to: master
    muteGroups: [band]
  plate:
    label: Plate
    color: white
    inserts:
      - reverb: { character: plate, preDelay: 20, decay: 1.8, lowCut: 250, mix: 100 }
    fader: -3
    to: master
  echo:
    label: Echo
    color: white
    inserts:
      - delay:
          timeMode: tempo
          division: 1/8D
          feedback: 30
          pingPong: true
          lowCut: 250
          highCut: 4500
          mix: 100
    fader: -3
    sends:
      plate: -14
    to: master

master:
  label: Master
  inserts:
    - eq: {}
    - comp: { threshold: -10, ratio: 1.5, attack: 30, release: 200 }
    - limiter: { ceiling: -1 }
  fader: 0
  outputs: [1, 2]

monitor: { solo: sip, outputs: [1, 2] }

dcas:
  rhythm: { fader: 0 }
  music: { fader: 0 }
  voices: { fader: 0 }

muteGroups:
  band: false

scenes: {}
`
