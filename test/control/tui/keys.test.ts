import type { Key } from 'ink'
import { describe, expect, it } from 'vitest'
import { mapDesk } from '../../../src/control/tui/desk/desk-map.ts'
import { carryOut } from '../../../src/control/tui/state/commands.ts'
import { keysOf } from '../../../src/control/tui/state/key-names.ts'
import { actionOf, CHANNEL_KEYS, COMMON_KEYS, MIXER_KEYS } from '../../../src/control/tui/state/keys.ts'
import {
  type Ground,
  MESSAGE_MS,
  type Model,
  standing,
  startModel,
} from '../../../src/control/tui/state/model.ts'
import { type Command, press, tell } from '../../../src/control/tui/state/reduce.ts'
import { stageDesk } from './stage-desk.ts'

/** A person at the keys of a real desk. */
class Person {
  readonly stage = stageDesk()
  model: Model = startModel()
  now = 0
  /** Commands that are not for the desk. */
  readonly own: Command['do'][] = []

  press(...keys: string[]): this {
    for (const key of keys) {
      const playing = this.value('/transport/playing') === true
      const around = { ...this.ground(), playing, bank: 4, now: this.now }
      const { model, command } = press(this.model, key, around)
      this.model = model
      if (command?.do === 'leave' || command?.do === 'repaint' || command?.do === 'clear-peaks')
        this.own.push(command.do)
      else if (command !== undefined) {
        const message = carryOut(this.stage.port, command, this.now)
        if (message !== undefined) this.model = tell(this.model, message)
      }
    }
    return this
  }

  ground(): Ground {
    return { map: mapDesk(this.stage.port), isOn: (address) => this.value(address) === true }
  }

  /** Down to a parameter of the open section, wherever in it that stands. */
  downTo(line: string): this {
    const { lines, lineIndex } = standing(this.model, this.ground())
    const wanted = lines.findIndex(({ id }) => id === line)
    for (let i = lineIndex; i < wanted; i++) this.press('down')
    return this
  }

  type(text: string): this {
    return this.press(...[...text].map((char) => (char === ' ' ? 'space' : char)))
  }

  value(address: string): unknown {
    const reading = this.stage.port.get(address)
    return 'refused' in reading ? reading.refused : reading.plain
  }
}

describe('keys in the mixer', () => {
  it('select strips, then buses, then the master, and stop at the ends', () => {
    const person = new Person()
    expect(person.press('left').model.channel).toBe('/strip/kick')
    expect(person.press('right', 'l').model.channel).toBe('/strip/toms')
    expect(person.press('pagedown', 'pagedown').model.channel).toBe('/strip/voice')
    expect(person.press('pagedown', 'pagedown').model.channel).toBe('/master')
    expect(person.press('h', 'p').model.channel).toBe('/bus/plate')
    expect(person.press('pageup').model.channel).toBe('/strip/lead')
  })

  it('move the fader by half a dB or three', () => {
    const person = new Person().press('up', 'k')
    expect(person.value('/strip/kick/fader')).toBe(-1)
    person.press('shift+down', 'J', 'down', 'K')
    expect(person.value('/strip/kick/fader')).toBe(-4.5)
  })

  it('move the fader in bigger steps far down, and off at the end', () => {
    const person = new Person().press('right')
    person.stage.desk.set('/strip/snare/fader', -50, 'a')
    expect(person.press('down').value('/strip/snare/fader')).toBe(-52)
    person.stage.desk.set('/strip/snare/fader', -88, 'a')
    expect(person.press('down').value('/strip/snare/fader')).toBe(Number.NEGATIVE_INFINITY)
    expect(person.press('up').value('/strip/snare/fader')).toBe(-84)
  })

  it('mute, solo and pan the selected strip', () => {
    const person = new Person().press('right', 'm', 's', ']', ']', '[')
    expect(person.value('/strip/snare/mute')).toBe(true)
    expect(person.value('/strip/snare/solo')).toBe(true)
    expect(person.value('/strip/snare/pan')).toBe(5)
    person.press('m', 'S')
    expect(person.value('/strip/snare/mute')).toBe(false)
    expect(person.value('/strip/snare/solo')).toBe(false)
    expect(person.model.message?.text).toBe('cleared 1 of solo')
  })

  it('do nothing where there is nothing to do: the master has no solo', () => {
    const person = new Person().press('right')
    person.model = { ...person.model, channel: '/master' }
    expect(person.press('s').model.message).toBeUndefined()
  })

  it('play, stop, and go to the start', () => {
    const person = new Person().press('space')
    expect(person.value('/transport/playing')).toBe(true)
    person.press('home', 'space')
    expect(person.value('/transport/playing')).toBe(false)
  })

  it('undo and redo, and say what', () => {
    const person = new Person().press('m', 'u')
    expect(person.value('/strip/kick/mute')).toBe(false)
    expect(person.model.message).toMatchObject({ kind: 'done', text: 'undid /strip/kick/mute' })
    expect(person.press('ctrl+y').value('/strip/kick/mute')).toBe(true)
    person.press('ctrl+z', 'u', 'u')
    expect(person.model.message).toMatchObject({ kind: 'refused', text: '/undo: there is nothing to undo' })
  })
})

describe('a typed value', () => {
  it('sets the fader of the selected strip', () => {
    const person = new Person().type('-6.5')
    expect(person.model.entry).toBe('-6.5')
    expect(person.value('/strip/kick/fader')).toBe(-2)
    person.press('enter')
    expect(person.value('/strip/kick/fader')).toBe(-6.5)
    expect(person.model.message).toMatchObject({ kind: 'done', text: 'Kick fader: -6.5 dB' })
  })

  it('may be a word when = begins it', () => {
    const person = new Person().press('=').type('off').press('enter')
    expect(person.value('/strip/kick/fader')).toBe(Number.NEGATIVE_INFINITY)
  })

  it('can be corrected and given up', () => {
    const person = new Person().type('-99').press('backspace', 'enter')
    expect(person.value('/strip/kick/fader')).toBe(-9)
    person.type('-3').press('escape')
    expect(person.model.entry).toBeUndefined()
    expect(person.type('1').press('backspace', 'backspace').model.entry).toBeUndefined()
    expect(person.value('/strip/kick/fader')).toBe(-9)
  })

  it('is refused with a sentence when it is out of range', () => {
    const person = new Person().type('40').press('enter')
    expect(person.model.message).toMatchObject({ kind: 'refused' })
    expect(person.model.message?.text).toContain('outside off or -90 to 10 dB')
  })

  it('may have a unit, and words of a choice', () => {
    const person = new Person().press('enter', 'pagedown', 'down')
    person.type('2').type('00 hz').press('enter')
    expect(person.value('/strip/kick/eq/lowCut')).toBe(200)
    person.downTo('band1Type').press('enter').type('notch').press('enter')
    expect(person.value('/strip/kick/eq/band1Type')).toBe('notch')
  })
})

describe('keys inside a strip', () => {
  it('select inserts and parameters, and move them', () => {
    const person = new Person().press('tab')
    expect(person.model.view).toBe('channel')
    person.press('right', 'shift+right')
    expect(person.value('/strip/kick/trim')).toBe(2.75)
    person.press('pagedown', 'pagedown').downTo('threshold').press('L')
    expect(person.value('/strip/kick/comp/threshold')).toBe(-11)
    person.press('pagedown', 'pageup', 'down', 'left')
    expect(person.model).toMatchObject({ section: 'eq', line: 'lowCut' })
    expect(person.press('escape').model.view).toBe('mixer')
  })

  it('bypass an insert, and throw a switch with enter', () => {
    const person = new Person().press('enter', 'pagedown', 'b', 'enter')
    expect(person.value('/strip/kick/eq/bypass')).toBe(true)
    expect(person.value('/strip/kick/eq/lowCutOn')).toBe(false)
    expect(person.press('pageup', 'b').model.message).toBeUndefined()
  })

  it('find the lines of a dynamic band only while it is dynamic', () => {
    const person = new Person().press('enter', 'pagedown').downTo('band2Dynamic').press('down')
    expect(person.model.line).toBe('band3On')
    person.press('up', 'enter', 'down', 'down').type('8').press('enter')
    expect(person.model.line).toBe('band2Ratio')
    expect(person.value('/strip/kick/eq/band2Ratio')).toBe(8)
    // On a strip whose band is not dynamic the same place is the switch.
    person.press('n', 'enter')
    expect(person.value('/strip/snare/eq/band2Dynamic')).toBe(true)
    person.press('enter').type('4').press('enter')
    expect(person.value('/strip/snare/eq/band2Ratio')).toBe(4)
  })

  it('keep the same insert and parameter from strip to strip', () => {
    const person = new Person().press('enter', 'pagedown', 'pagedown').downTo('ratio')
    expect(person.model).toMatchObject({ section: 'comp', line: 'ratio' })
    person.press('n').type('4').press('enter')
    expect(person.value('/strip/snare/comp/ratio')).toBe(4)
  })
})

describe('help and quitting', () => {
  it('any key closes the help, and does nothing else', () => {
    const person = new Person().press('?')
    expect(person.model.dialog).toBe('help')
    person.press('m')
    expect(person.model.dialog).toBe('none')
    expect(person.value('/strip/kick/mute')).toBe(false)
  })

  it('asks before it stops the sound', () => {
    const person = new Person().press('space', 'q')
    expect(person.model.dialog).toBe('quit')
    expect(person.press('m', 'escape').own).toEqual([])
    expect(person.press('q', 'y').own).toEqual(['leave'])
  })

  it('leaves at once when nothing plays, and with ctrl-C always', () => {
    expect(new Person().press('q').own).toEqual(['leave'])
    expect(new Person().press('space', 'q', 'ctrl+c').own).toEqual(['leave'])
    expect(new Person().type('-6').press('ctrl+c').own).toEqual(['leave'])
  })

  it('has one meaning per key and view, and every key is in the help', () => {
    for (const own of [MIXER_KEYS, CHANNEL_KEYS]) {
      const keys = [...own, ...COMMON_KEYS].flatMap(({ keys }) => Object.keys(keys))
      expect(new Set(keys).size).toBe(keys.length)
    }
    expect(actionOf('mixer', 'm')).toEqual({ do: 'flip', what: 'mute' })
  })
})

describe('messages', () => {
  it('go with a key, but not before they can have been read', () => {
    const person = new Person()
    person.model = tell(person.model, { text: 'the device is lost', kind: 'note', at: 0 })
    person.now = MESSAGE_MS
    expect(person.press('right').model.message?.text).toBe('the device is lost')
    person.now++
    expect(person.press('right').model.message).toBeUndefined()
  })
})

describe('key names', () => {
  const none = Object.fromEntries(
    [
      'upArrow',
      'downArrow',
      'leftArrow',
      'rightArrow',
      'pageUp',
      'pageDown',
      'home',
      'end',
      'return',
      'escape',
    ]
      .concat([
        'ctrl',
        'shift',
        'tab',
        'backspace',
        'delete',
        'meta',
        'super',
        'hyper',
        'capsLock',
        'numLock',
      ])
      .map((name) => [name, false]),
  ) as unknown as Key

  it('are words for keys without a character', () => {
    expect(keysOf('', { ...none, upArrow: true })).toEqual(['up'])
    expect(keysOf('', { ...none, upArrow: true, shift: true })).toEqual(['shift+up'])
    expect(keysOf('z', { ...none, ctrl: true })).toEqual(['ctrl+z'])
    expect(keysOf('\r', { ...none, return: true })).toEqual(['enter'])
    expect(keysOf('K', { ...none, shift: true })).toEqual(['K'])
  })

  it('take apart what came in one piece', () => {
    expect(keysOf('-6\rm ', none)).toEqual(['-', '6', 'enter', 'm', 'space'])
    expect(keysOf('a\x1ab', none)).toEqual(['a', 'ctrl+z', 'b'])
  })

  it('are none for alt: nothing here uses it', () => {
    expect(keysOf('q', { ...none, meta: true })).toEqual([])
  })
})
