export { OscError, type OscOptions, type OscServer, startOsc } from './server.ts'
