import { type Action, actionOf } from './keys.ts'
import { type Ground, MESSAGE_MS, type Message, type Model, standing, targetOf } from './model.ts'

/** What a key asks of the desk or of the dashboard; carried out in commands.ts and dashboard.ts. */
export type Command =
  | { readonly do: 'set'; readonly address: string; readonly text: string; readonly name: string }
  | { readonly do: 'flip'; readonly address: string }
  | { readonly do: 'nudge'; readonly address: string; readonly steps: number }
  | { readonly do: 'fader'; readonly address: string; readonly clicks: number }
  | { readonly do: 'press'; readonly address: string }
  | { readonly do: 'start' }
  | { readonly do: 'clear-peaks' }
  | { readonly do: 'repaint' }
  | { readonly do: 'leave' }

/** What a reducer may look at. */
export interface Surroundings extends Ground {
  readonly playing: boolean
  /** Channels the mixer shows beside the master. */
  readonly bank: number
  /** ms on the dashboard's clock. */
  readonly now: number
}

export interface Step {
  readonly model: Model
  readonly command?: Command
}

/** Longest value a person may type. */
const LONGEST_ENTRY = 40

/** [control] The model after a key, and what the key asks for. Pure. */
export function press(before: Model, key: string, around: Surroundings): Step {
  const model = forgetOld(before, around.now)
  if (key === 'ctrl+c') return { model, command: { do: 'leave' } }
  if (model.dialog !== 'none') return answerDialog(model, key)
  if (model.entry !== undefined) return typeOn(model, key, model.entry, around)
  // In the channel view `-` and digits begin a value too.
  if (/^[-0-9.]$/.test(key)) return { model: { ...model, entry: key } }
  const action = actionOf(model.view, key)
  return action === undefined ? { model } : act(model, action, around)
}

/** [control] Shows a message. */
export const tell = (model: Model, message: Message): Model => ({ ...model, message })

function forgetOld(model: Model, now: number): Model {
  const { message } = model
  return message !== undefined && now - message.at > MESSAGE_MS ? { ...model, message: undefined } : model
}

function answerDialog(model: Model, key: string): Step {
  const closed: Model = { ...model, dialog: 'none' }
  if (model.dialog === 'help') return { model: closed }
  if (key === 'y' || key === 'enter' || key === 'q') return { model: closed, command: { do: 'leave' } }
  return key === 'n' || key === 'escape' ? { model: closed } : { model }
}

function typeOn(model: Model, key: string, entry: string, around: Surroundings): Step {
  if (key === 'escape') return { model: { ...model, entry: undefined } }
  if (key === 'backspace')
    return { model: { ...model, entry: entry === '' ? undefined : entry.slice(0, -1) } }
  if (key === 'enter') {
    const closed: Model = { ...model, entry: undefined }
    const target = targetOf(model, around)
    if (target === undefined || entry.trim() === '') return { model: closed }
    return { model: closed, command: { do: 'set', address: target.address, text: entry, name: target.name } }
  }
  const char = key === 'space' ? ' ' : key
  const fits = [...char].length === 1 && entry.length < LONGEST_ENTRY
  return { model: fits ? { ...model, entry: entry + char } : model }
}

function act(model: Model, action: Action, around: Surroundings): Step {
  switch (action.do) {
    case 'select':
    case 'bank':
    case 'section':
    case 'line':
      return { model: walk(model, action.do, action.by, around) }
    case 'open':
      return { model: { ...model, view: 'channel' } }
    case 'back':
      return { model: { ...model, view: 'mixer' } }
    case 'help':
      return { model: { ...model, dialog: 'help' } }
    case 'quit':
      return around.playing ? { model: { ...model, dialog: 'quit' } } : { model, command: { do: 'leave' } }
    case 'type':
      return beginTyping(model, around)
    case 'press':
      return { model, command: { do: 'press', address: action.address } }
    case 'play':
      return { model, command: { do: 'flip', address: '/transport/playing' } }
    case 'start':
    case 'leave':
    case 'repaint':
    case 'clear-peaks':
      return { model, command: { do: action.do } }
    default:
      return move(model, action, around)
  }
}

/** Up to an end and no further: going round would lose a person in a long list. */
const clamp = (index: number, count: number): number => Math.min(count - 1, Math.max(0, index))

function walk(
  model: Model,
  what: 'select' | 'bank' | 'section' | 'line',
  by: number,
  around: Surroundings,
): Model {
  const { channelIndex, channel, sectionIndex, section, lines, lineIndex } = standing(model, around)
  const { channels } = around.map
  if (what === 'select' || what === 'bank') {
    const step = what === 'bank' ? by * around.bank : by
    const next = channels[clamp(channelIndex + step, channels.length)]
    return next === undefined ? model : { ...model, channel: next.id }
  }
  if (channel === undefined || section === undefined) return model
  if (what === 'section') {
    const next = channel.sections[clamp(sectionIndex + by, channel.sections.length)]
    return next === undefined ? model : { ...model, section: next.id, line: '' }
  }
  const next = lines[clamp(lineIndex + by, lines.length)]
  return next === undefined ? model : { ...model, section: section.id, line: next.id }
}

/** A switch has nothing to type: it is thrown. */
function beginTyping(model: Model, ground: Ground): Step {
  const target = targetOf(model, ground)
  if (target === undefined) return { model }
  return target.line.parameter.kind === 'toggle'
    ? { model, command: { do: 'flip', address: target.address } }
    : { model: { ...model, entry: '' } }
}

type Move = Extract<Action, { do: 'fader' | 'pan' | 'nudge' | 'flip' | 'bypass' }>

function move(model: Model, action: Move, ground: Ground): Step {
  const { channel, section, line } = standing(model, ground)
  if (channel === undefined) return { model }
  const { fader, pan } = channel.at
  if (action.do === 'fader')
    return fader === undefined
      ? { model }
      : { model, command: { do: 'fader', address: fader, clicks: action.by } }
  if (action.do === 'pan')
    return pan === undefined ? { model } : { model, command: { do: 'nudge', address: pan, steps: action.by } }
  if (action.do === 'flip') {
    const address = channel.at[action.what]
    return address === undefined ? { model } : { model, command: { do: 'flip', address } }
  }
  if (action.do === 'bypass')
    return section?.bypass === undefined
      ? { model }
      : { model, command: { do: 'flip', address: section.bypass } }
  return line === undefined
    ? { model }
    : { model, command: { do: 'nudge', address: line.address, steps: action.by } }
}
