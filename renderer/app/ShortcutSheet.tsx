import { useState } from 'react'
import { classNames } from '../ui/classes.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Keys } from '../ui/Keys.tsx'
import { keysOf, listCommands, useHandler } from './commands.ts'
import { hasNativeMenu } from './menu-bar.ts'
import { nameCommand } from './sentences.ts'
import { defineWords, useWords } from '../locales/words.ts'
import css from './ShortcutSheet.module.css'

const c = classNames(css)
const words = defineWords('shortcut-sheet', {
  title: 'Keyboard shortcuts',
  menu: 'Go to the menu',
  close: 'Close what is open',
  back: 'Previous area',
})

export function ShortcutSheet() {
  const t = useWords(words)
  const [isOpen, setOpen] = useState(false)
  useHandler('help.shortcuts', () => setOpen(true))
  const rows = [
    ...listCommands().map((id) => ({ words: nameCommand(id), keys: keysOf(id) })),
    { words: t('back'), keys: 'Shift F6' },
    { words: t('menu'), keys: hasNativeMenu(location.protocol) ? null : 'F10' },
    { words: t('close'), keys: 'Esc' },
  ]
  return (
    <Dialog title={t('title')} isOpen={isOpen} onClose={() => setOpen(false)}>
      <dl className={c('sheet')}>
        {rows
          .filter(({ keys }) => keys !== null)
          .map((row) => (
            <div key={row.words} className={c('row')}>
              <dt>{row.words}</dt>
              <dd>
                <span className={c('spoken')}>{row.keys}</span>
                <Keys keys={row.keys ?? ''} />
              </dd>
            </div>
          ))}
      </dl>
    </Dialog>
  )
}
