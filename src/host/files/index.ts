export { AudioFileError } from './audio-file-error.ts'
export type { AudioFormat, AudioSource, SampleTarget } from './audio-source.ts'
export type { WavEncoding } from './wav-format.ts'
export { openWav, type WavInfo, WavReader } from './wav-reader.ts'
