import { allowed } from '../../../host/index.ts'
import type { Channel } from '../desk/desk-map.ts'
import { readDetail } from '../desk/read-detail.ts'
import type { HeaderWords, Watcher } from '../desk/watcher.ts'
import { type Ground, type Model, type Standing, standing, targetOf } from '../state/model.ts'
import { graphOf } from './channel.ts'
import type { FooterPicture } from './footer.ts'
import type { MixerPicture } from './mixer.ts'
import { bankStart, layoutMixer } from './mixer-layout.ts'
import { bodyArea, type ScreenPicture, type ScreenSize } from './screen.ts'

/** [control] Reads from the desk what a frame of this size shows. `now` in ms. */
export function readScreen(
  watcher: Watcher,
  model: Model,
  words: HeaderWords,
  size: ScreenSize,
  now: number,
): ScreenPicture {
  const where = standing(model, groundOf(watcher))
  return {
    header: watcher.header(words, now),
    body: readBody(watcher, model, where, size, now),
    footer: readFooter(watcher, model, where),
  }
}

const groundOf = (watcher: Watcher): Ground => ({ map: watcher.map(), isOn: watcher.isOn })

function readBody(
  watcher: Watcher,
  model: Model,
  where: Standing,
  size: ScreenSize,
  now: number,
): ScreenPicture['body'] {
  const { channel, sectionIndex, folds, lines, lineIndex } = where
  if (channel === undefined || model.view === 'mixer') watcher.graphs.close()
  if (channel === undefined) return { view: 'empty' }
  if (model.view === 'mixer') return { view: 'mixer', mixer: readMixer(watcher, where, size.columns, now) }
  const place = { section: sectionIndex, folds, lines, line: lineIndex, plot: graphOf(bodyArea(size)) }
  return { view: 'channel', detail: readDetail(watcher, channel, place, now) }
}

function readMixer(watcher: Watcher, where: Standing, columns: number, now: number): MixerPicture {
  const { channels } = watcher.map()
  const banked = channels.filter(({ kind }) => kind !== 'master')
  const master = channels.find(({ kind }) => kind === 'master')
  const layout = layoutMixer(columns, banked.length)
  const first = bankStart(where.channelIndex, layout.bank, banked.length)
  const look = (channel: Channel) => watcher.channel(channel, now)
  return {
    layout,
    channels: banked.slice(first, first + layout.bank).map(look),
    master: master && look(master),
    selected: where.channel?.id ?? '',
    first,
    count: banked.length,
  }
}

function readFooter(watcher: Watcher, model: Model, where: Standing): FooterPicture {
  const { view, message, entry } = model
  const target = entry === undefined ? undefined : targetOf(model, groundOf(watcher))
  const prompt =
    target && entry !== undefined
      ? { name: target.name, entry, allowed: allowed(target.line.parameter) }
      : undefined
  return { view, prompt, message, rest: restOf(where) }
}

/** What there is to know of the selected channel without opening it. */
function restOf({ channel }: Standing): string {
  if (channel === undefined) return ''
  const inserts = channel.sections.filter(({ kind }) => kind === 'insert').map(({ id }) => id)
  return `${channel.id}   ${inserts.length === 0 ? 'no inserts' : inserts.join(' › ')}`
}
