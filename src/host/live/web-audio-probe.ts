import type { DeviceInfo, DriverReport } from './driver.ts'
import { loadWebAudio } from './web-audio-library.ts'

/**
 * A program of its own: asks the audio system what is there and prints a DriverReport. In a child process, because the system's
 * sound library writes its complaints to the terminal, and a broken one takes the process with it.
 */
async function probe(): Promise<DriverReport> {
  try {
    const { AudioContext, mediaDevices } = await loadWebAudio()
    const devices = (await mediaDevices.enumerateDevices()).map(
      ({ label, kind }): DeviceInfo => ({
        name: label,
        direction: kind === 'audioinput' ? 'input' : 'output',
      }),
    )
    const context = new AudioContext({ sampleRate: 48000, latencyHint: 0.01, sinkId: '' })
    const channels = context.destination.maxChannelCount
    await context.close()
    return { id: 'web-audio', available: true, why: `the default device opens, ${channels} outputs`, devices }
  } catch (error) {
    return { id: 'web-audio', available: false, why: reason(error), devices: [] }
  }
}

function reason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return /DeviceUnavailable|default_output|NoDevice/i.test(text)
    ? 'there is no audio device'
    : (text.split('\n')[0] ?? text)
}

const report = await probe()
process.stdout.write(JSON.stringify(report), () => process.exit(0))
