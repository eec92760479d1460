import { STATUS } from '../engine/plan.ts'
import { threadPlugins } from '../plugins/thread-plugins.ts'
import { EngineShell } from './engine-shell.ts'
import type { EngineSetup, FromEngine } from './messages.ts'

/** [idle] A shell with the session's own plugins, which every thread loads for itself. Answers `ready` when it is warm. */
export async function startShell(
  setup: EngineSetup,
  answer: (message: FromEngine) => void,
): Promise<EngineShell> {
  const status = new Float64Array(setup.banks.meters)
  const own = await threadPlugins(setup.plugins, setup.barredPlugins, (number) => {
    status[STATUS.loading] = number
  })
  // What follows is the desk's own work, whoever was the last.
  status[STATUS.loading] = 0
  return new EngineShell(setup, answer, own)
}
