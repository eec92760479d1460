import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { makeFolder, NewFile, WavWriter } from '../files/index.ts'
import { demoSessionYaml } from './session.ts'
import { demoStems } from './stems.ts'

/** Stems of the demo song, for a progress bar. */
const STEMS = 12
const RATE = 48000

/**
 * [control] Writes the demo song into `folder` (made when it is not there): `stems/*.wav` at 24 bits, then `session.yaml`, each
 * complete or not at all. Returns the path of the session. Throws `AudioFileError` when the disk refuses.
 */
export async function writeDemo(
  folder: string,
  { onProgress }: { readonly onProgress?: (done: number) => void } = {},
): Promise<string> {
  const stems = join(folder, 'stems')
  makeFolder(stems)
  let done = 0
  for (const { name, channels } of demoStems(RATE)) {
    const writer = new WavWriter(join(stems, `${name}.wav`), {
      channels: channels.length,
      sampleRate: RATE,
      encoding: 'int24',
    })
    writer.write(channels)
    writer.close()
    onProgress?.(++done / STEMS)
    await setImmediate()
  }
  const session = join(folder, 'session.yaml')
  const file = new NewFile(session)
  file.write(Buffer.from(demoSessionYaml()), 0)
  file.commit()
  return session
}
