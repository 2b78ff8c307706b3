import { describe, expect, it } from 'vitest'
import { isPressed, type KeyPress } from '../../../renderer/app/key-press.ts'
import { hasNativeMenu, nextGroup } from '../../../renderer/app/menu-bar.ts'
import { COMMAND_IDS, commands } from '../../../shared/commands.ts'

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }
  return { key, code: `Key${key.toUpperCase()}`, ...none, ...held }
}

describe('a shortcut', () => {
  it('is its key with exactly the keys held that it names', () => {
    expect(isPressed('CmdOrCtrl+Z', press('z', { ctrlKey: true }))).toBe(true)
    expect(isPressed('CmdOrCtrl+Z', press('z', { metaKey: true }))).toBe(true)
    expect(isPressed('CmdOrCtrl+Z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(false)
    expect(isPressed('CmdOrCtrl+Shift+Z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(true)
    expect(isPressed('F6', press('F6', { ctrlKey: true }))).toBe(false)
  })

  it('is a sign however the keyboard makes it', () => {
    expect(isPressed('?', press('?', { shiftKey: true }))).toBe(true)
    expect(isPressed('CmdOrCtrl+,', press(',', { ctrlKey: true }))).toBe(true)
  })

  it('is a digit also where Alt makes another sign of it', () => {
    expect(isPressed('Alt+1', press('¡', { altKey: true, code: 'Digit1' }))).toBe(true)
  })

  it('belongs to one command only', () => {
    const keys = COMMAND_IDS.map((id) => commands[id].key).filter((key) => key !== null)
    expect(new Set(keys).size).toBe(keys.length)
  })
})

describe('the drawn menu bar', () => {
  it('goes round with the arrow keys', () => {
    expect(nextGroup('file', 'ArrowLeft')).toBe('help')
    expect(nextGroup('help', 'ArrowRight')).toBe('file')
    expect(nextGroup('file', 'Home')).toBeNull()
  })

  it('stays away where the system has a menu', () => {
    expect(hasNativeMenu('app:')).toBe(true)
    expect(hasNativeMenu('https:')).toBe(false)
  })
})
