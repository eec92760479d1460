import type { AudioDriver, DriverId } from './driver.ts'
import { nullDriver } from './null-driver.ts'
import { webAudioDriver } from './web-audio-driver.ts'

/** Every driver, in the order in which `auto` tries them. */
export const DRIVERS: readonly AudioDriver[] = [webAudioDriver, nullDriver]

/** What a person may ask for. */
export type DriverChoice = 'auto' | DriverId

/**
 * [control] The driver to use and the sentence that says why: with `auto` the first that can be opened now. Throws one sentence for a
 * driver that is not there.
 */
export async function chooseDriver(choice: DriverChoice): Promise<{ driver: AudioDriver; why: string }> {
  if (choice !== 'auto') {
    const driver = DRIVERS.find(({ id }) => id === choice)
    if (driver === undefined) throw new Error(`the driver "${choice}" does not come with this version yet`)
    return { driver, why: 'as asked for' }
  }
  const report = await webAudioDriver.report()
  if (report.available) return { driver: webAudioDriver, why: report.why }
  return { driver: nullDriver, why: `web-audio cannot play here: ${report.why}` }
}
