import { Ellipsis, Eye, RotateCcw, ShieldCheck } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import { defineWords, useWords } from '../../locales/words.ts'
import { classNames } from '../../ui/classes.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Menu } from '../../ui/Menu.tsx'
import css from './Backups.module.css'

const c = classNames(css)
const words = defineWords('backup-menu', {
  name: 'Backup of {{when}}',
  look: 'Look inside…',
  check: 'Check',
  restore: 'Restore…',
})

interface BackupMenuProps {
  readonly when: string
  readonly whole: boolean
  readonly onLook: () => void
  readonly onCheck: () => void
  /** Null: only an owner may. */
  readonly onRestore: (() => void) | null
}

export function BackupMenu({ when, whole, onLook, onCheck, onRestore }: BackupMenuProps) {
  const t = useWords(words)
  return (
    <Menu
      align="end"
      name={t('name', { when })}
      trigger={
        <AriaButton className={c('menu')} aria-label={t('name', { when })}>
          <Icon of={Ellipsis} />
        </AriaButton>
      }
      entries={[
        { id: 'look', words: t('look'), icon: Eye, off: !whole, onChoose: onLook },
        { id: 'check', words: t('check'), icon: ShieldCheck, onChoose: onCheck },
        {
          id: 'restore',
          words: t('restore'),
          icon: RotateCcw,
          off: !whole || onRestore === null,
          apart: true,
          danger: true,
          onChoose: () => onRestore?.(),
        },
      ]}
    />
  )
}
