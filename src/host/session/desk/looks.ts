import { choice } from '../../sdk/index.ts'
import type { ChannelDocument } from '../document.ts'
import type { Gauge } from './cell.ts'

/** How a channel is shown: `<channel>/label` and `<channel>/color`, read only for now. A choice of one word holds any text. */

/** [control] */
export function lookGauges(id: string, { label, color }: ChannelDocument): Gauge[] {
  return [look(`${id}/label`, 'Label', label), look(`${id}/color`, 'Color', color)]
}

const look = (address: string, name: string, text: string): Gauge => ({
  kind: 'gauge',
  entry: {
    address,
    parameter: choice({
      label: name,
      help: 'How surfaces show the channel.',
      choices: [text],
      default: text,
    }),
    writable: false,
  },
  read: () => text,
})
