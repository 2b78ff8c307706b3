import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { HistoryPanel } from '../features/history/HistoryPanel.tsx'
import { classNames } from '../ui/classes.ts'
import { useHandler } from './commands.ts'
import { FrameBars } from './FrameBars.tsx'
import { usePlaceCommands } from './frame-commands.ts'
import { useSaveAnswer } from './save-answer.ts'
import { MenuBar } from './MenuBar.tsx'
import { Region } from './Region.tsx'
import { ShortcutSheet } from './ShortcutSheet.tsx'
import { Sidebar } from './Sidebar.tsx'
import { TopBar } from './TopBar.tsx'
import { defineWords, useWords } from '../locales/words.ts'
import css from './Frame.module.css'

const c = classNames(css)
const words = defineWords('frame', {
  skip: 'Skip to content',
  main: 'Content',
  bar: 'Workspace bar',
})

/** The window around every place: sidebar, bar, content, and the history beside it. */
export function Frame({ children }: { readonly children: React.ReactNode }) {
  const t = useWords(words)
  const [historyOpen, setHistoryOpen] = useState(false)
  const closeHistory = () => {
    setHistoryOpen(false)
    document.querySelector<HTMLElement>('[data-opens-history]')?.focus()
  }
  usePlaceCommands()
  useSaveAnswer()
  useHandler('edit.history', () => (historyOpen ? closeHistory() : setHistoryOpen(true)))

  return (
    <div className={c('window')}>
      <a className={c('skip')} href="#main" onClick={skipToMain}>
        {t('skip')}
      </a>
      <MenuBar />
      <div className={c('app')}>
        <Sidebar />
        <Region role="banner" name={t('bar')} className={c('bar')}>
          <TopBar historyOpen={historyOpen} />
        </Region>
        <FrameBars />
        <div className={c('work')}>
          <Region role="main" name={t('main')} id="main" className={c('main')}>
            <FreshPlace>{children}</FreshPlace>
          </Region>
          {historyOpen ? <HistoryPanel onClose={closeHistory} /> : null}
        </div>
      </div>
      <ShortcutSheet />
    </div>
  )
}

/** The address behind `#` is the place, so the skip link moves the focus itself. */
function skipToMain(event: React.MouseEvent): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}

/** A new place starts at its top, and its name is what is read next. */
function FreshPlace({ children }: { readonly children: React.ReactNode }) {
  const { pathname } = useLocation()
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    document.getElementById('main')?.scrollTo({ top: 0 })
  }, [pathname])
  return children
}
