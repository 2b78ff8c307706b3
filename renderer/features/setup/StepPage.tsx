import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTextSizeCommands } from '../../app/frame-commands.ts'
import { MenuBar } from '../../app/MenuBar.tsx'
import { ShortcutSheet } from '../../app/ShortcutSheet.tsx'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Mark } from '../../ui/Mark.tsx'
import { Steps } from '../../ui/Steps.tsx'
import css from './Setup.module.css'

const c = classNames(css)
const words = defineWords('setup', {
  title: 'New workspace',
  step: 'Step {{step}} of 4',
  name: 'Name and place',
  passphrase: 'Passphrase',
  kit: 'Recovery kit',
  from: 'Start from',
})

interface StepPageProps {
  readonly step: 1 | 2 | 3 | 4
  readonly title: string
  readonly body: string
  readonly leave: string
  readonly onLeave: () => void
  /** What takes the focus when the step is reached; without it the heading does, to be read first. */
  readonly focusOn?: string
  readonly children: React.ReactNode
}

/** What the four steps have in common: the thread on top, the way out, the heading. */
export function StepPage(props: StepPageProps) {
  const { step, title, body, leave, onLeave, focusOn, children } = props
  const t = useWords(words)
  const heading = useRef<HTMLHeadingElement>(null)
  useTextSizeCommands()
  useEffect(() => {
    const field = focusOn ? heading.current?.closest('main')?.querySelector(focusOn) : null
    if (field instanceof HTMLElement) field.focus()
    else heading.current?.focus()
  }, [focusOn])
  return (
    <div className={c('first')}>
      <MenuBar />
      <header className={c('head')}>
        <span className={c('brand')}>
          <Mark />
          <span>{t('title')}</span>
        </span>
        <Steps
          name={t('step', { step })}
          steps={[t('name'), t('passphrase'), t('kit'), t('from')]}
          here={step - 1}
        />
        <Button look="quiet" icon={X} onPress={onLeave}>
          {leave}
        </Button>
      </header>
      <main className={c('main')}>
        <div className={c('text')}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          <p className={c('prose')}>{body}</p>
        </div>
        {children}
      </main>
      <ShortcutSheet />
    </div>
  )
}
