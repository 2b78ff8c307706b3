import { useEffect } from 'react'
import { useAnswer } from '../data/answers.ts'
import { api } from './api.ts'

/** Puts scheme, text size and density of the settings on the document; the tokens do the rest. */
export function Appearance() {
  const { data: settings } = useAnswer(api.settings.get)
  useEffect(() => {
    if (!settings) return
    const page = document.documentElement
    if (settings.scheme === 'system') delete page.dataset['scheme']
    else page.dataset['scheme'] = settings.scheme
    page.dataset['density'] = settings.density
    page.style.setProperty('--text-scale', String(settings.textScale))
  }, [settings])
  return null
}
