import { useEffect } from 'react'
import { isPressed } from './key-press.ts'
import { announce } from './notices.ts'
import { defineWords, say } from '../locales/words.ts'

const words = defineWords('save-answer', { saved: 'Everything is already saved' })

/** There is no Save, but the hands know its keys: they get an answer, and the field is committed. */
export function useSaveAnswer(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!isPressed('CmdOrCtrl+S', event)) return
      event.preventDefault()
      if (document.activeElement instanceof HTMLElement) {
        const field = document.activeElement
        field.blur()
        field.focus()
      }
      announce({ tone: 'positive', text: say(words)('saved') })
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
