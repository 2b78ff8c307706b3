// Which keys were pressed, and whose they are.
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** Whether a key press is the given accelerator. A sign such as "?" counts however it is typed. */
export function isPressed(accelerator: string, press: KeyPress): boolean {
  const parts = accelerator.split('+')
  const key = parts.at(-1) ?? ''
  const wantsMain = parts.includes('CmdOrCtrl')
  if ((press.ctrlKey || press.metaKey) !== wantsMain) return false
  if (press.altKey !== parts.includes('Alt')) return false
  const isSign = /^[^\p{L}\p{N}]$/u.test(key)
  if (!isSign && press.shiftKey !== parts.includes('Shift')) return false
  return press.key.toUpperCase() === key.toUpperCase() || press.code === `Digit${key}`
}

/** In a field being typed in, undo and single keys are the field's own. */
export function belongsToField(target: EventTarget | null, press: KeyPress): boolean {
  if (!(target instanceof HTMLElement)) return false
  const typing =
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !['range', 'radio', 'checkbox'].includes(target.type))
  const isUndo = (press.ctrlKey || press.metaKey) && press.key.toUpperCase() === 'Z'
  const isPlain = !press.ctrlKey && !press.metaKey && !press.altKey && press.key.length === 1
  return typing && (isUndo || isPlain)
}
