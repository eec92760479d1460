export { demoSessionYaml } from './session.ts'
export { type DemoStem, demoStems, renderDemoStems } from './stems.ts'
