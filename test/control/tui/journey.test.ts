import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { hasTmux, Tmux } from '../../support/tmux.ts'

const STAGE = `env -u CI -u NO_COLOR STILL=1 LANG=C.UTF-8 LC_ALL=C.UTF-8 ${process.execPath} ${join(import.meta.dirname, 'stage.ts')}`

let tmux: Tmux | undefined

afterEach(() => {
  tmux?.close()
  tmux = undefined
})

/** The dashboard in a terminal of 80 x 24; answers with its process id. */
async function stage(what = ''): Promise<{ tmux: Tmux; pid: number }> {
  tmux = new Tmux(80, 24)
  await tmux.until(/ready>/)
  tmux.enter(`clear; ${STAGE} ${what}; echo "code $?"; stty -a`)
  const text = await tmux.until(/stage \d+/)
  return { tmux, pid: Number(/stage (\d+)/.exec(text)![1]) }
}

/** The shell is back, and the terminal is as it was found. */
async function expectRestored(terminal: Tmux): Promise<string> {
  const text = await terminal.until(/code \d+[\s\S]*ready>/)
  expect(terminal.flags('alternate_on', 'cursor_flag', 'wrap_flag')).toBe(
    'alternate_on 0 cursor_flag 1 wrap_flag 1',
  )
  expect(text).toMatch(/ icanon /)
  expect(text).toMatch(/ echo /)
  return text
}

describe.skipIf(!hasTmux)('in a real terminal (tmux)', () => {
  it('mixes from the keyboard, survives resizing, and leaves the terminal as it was', async () => {
    const { tmux } = await stage()
    expect(tmux.flags('alternate_on', 'cursor_flag')).toBe('alternate_on 1 cursor_flag 0')
    tmux.press('Right', 'm', '-', '7', '.', '5', 'Enter')
    const mixer = await tmux.until(/Snare fader: -7\.5 dB/)
    expect(mixer).toMatch(/M {2}·/)
    tmux.press('?')
    await tmux.until(/Any key closes this/)
    tmux.resize(60, 16)
    await tmux.until(/Any key closes this[\s\S]*╰─+╯/)
    tmux.press('x')
    await tmux.until(/Hi-hat/)
    tmux.resize(120, 40)
    await tmux.until(/Kick.*Echo +Master/)
    tmux.press('Tab', 'PageDown', 'b')
    await tmux.until(/› gate +bypass/)
    // The curve of the gate comes and goes with the room for it.
    expect(tmux.text()).toMatch(/-60 +-40 +-20 +0/)
    tmux.resize(80, 24)
    await tmux.until(/^(?![\s\S]*-60 +-40)[\s\S]*› gate +bypass/)
    tmux.resize(120, 40)
    await tmux.until(/-60 +-40 +-20 +0/)
    tmux.press('Space', 'q')
    await tmux.until(/Stop the sound and quit\?/)
    tmux.press('y')
    expect(await expectRestored(tmux)).toMatch(/the stage is empty\ncode 0/)
  })

  it('leaves the terminal as it was when it is told to end', async () => {
    const { tmux, pid } = await stage()
    process.kill(pid, 'SIGTERM')
    expect(await expectRestored(tmux)).toMatch(/the stage is empty\ncode 0/)
  })

  it('leaves the terminal as it was when the program fails, and the trace can be read', async () => {
    const { tmux, pid } = await stage('throw')
    process.kill(pid, 'SIGUSR2')
    expect(await expectRestored(tmux)).toMatch(/Error: the test threw[\s\S]*code 1/)
  })
})
