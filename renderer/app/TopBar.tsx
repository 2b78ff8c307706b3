import { History, Redo2, Undo2 } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import type { Step } from '../../shared/history/model.ts'
import { useAnswer } from '../data/answers.ts'
import { IconButton } from '../ui/Button.tsx'
import { classNames } from '../ui/classes.ts'
import { Icon } from '../ui/Icon.tsx'
import { api } from './api.ts'
import { keysOf, runCommand } from './commands.ts'
import { LockMenu } from './LockMenu.tsx'
import { SavedState } from './SavedState.tsx'
import { nameCommand, sayStep } from './sentences.ts'
import { defineWords, useWords } from '../locales/words.ts'
import css from './TopBar.module.css'

const c = classNames(css)
const words = defineWords('top-bar', {
  undo: 'Undo: {{step}} ({{keys}})',
  redo: 'Redo: {{step}} ({{keys}})',
  nothingToUndo: 'Nothing to undo',
  nothingToRedo: 'Nothing to redo',
})

export function TopBar({ historyOpen }: { readonly historyOpen: boolean }) {
  return (
    <div className={c('bar')}>
      <UndoButtons />
      <AriaButton
        className={c('history')}
        data-opens-history
        aria-pressed={historyOpen}
        aria-label={nameCommand('edit.history')}
        onPress={() => runCommand('edit.history')}
      >
        <Icon of={History} />
        <span>{nameCommand('edit.history')}</span>
      </AriaButton>
      <span className={c('divider')} />
      <SavedState />
      <LockMenu />
    </div>
  )
}

function UndoButtons() {
  const t = useWords(words)
  const { data } = useAnswer(api.history.list, { most: 1 })
  const about = (step: Step, id: 'edit.undo' | 'edit.redo') => ({
    step: sayStep(step),
    keys: keysOf(id) ?? '',
  })
  return (
    <>
      <IconButton
        icon={Undo2}
        name={nameCommand('edit.undo')}
        tip={data?.undo ? t('undo', about(data.undo, 'edit.undo')) : t('nothingToUndo')}
        isDisabled={!data?.undo}
        onPress={() => runCommand('edit.undo')}
      />
      <IconButton
        icon={Redo2}
        name={nameCommand('edit.redo')}
        tip={data?.redo ? t('redo', about(data.redo, 'edit.redo')) : t('nothingToRedo')}
        isDisabled={!data?.redo}
        onPress={() => runCommand('edit.redo')}
      />
    </>
  )
}
