import { ArchiveRestore, FolderOpen, Plus } from 'lucide-react'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Mark } from '../../ui/Mark.tsx'
import { ThreadPicture } from './ThreadPicture.tsx'
import door from './DoorStep.module.css'
import css from './FirstRun.module.css'

const c = classNames({ ...door, ...css })
const words = defineWords('start-first', {
  name: 'Throughline',
  title: 'Take mentoring from strategy to evidence',
  body: 'A workspace holds one mentorship program: its priorities, its people, their pairs and what changed. It is one encrypted file that only you can open.',
  new: 'New workspace',
  open: 'Open…',
  restore: 'Restore a backup file…',
  foot: 'Everything stays in one encrypted file on this computer. No account, no server.',
})

interface FirstRunProps {
  readonly onNew: () => void
  readonly onOpen: () => void
  readonly onRestore: () => void
}

/** Nothing remembered on this machine: one thing to do. */
export function FirstRun({ onNew, onOpen, onRestore }: FirstRunProps) {
  const t = useWords(words)
  return (
    <main className={c('door', 'first')}>
      <section className={c('welcome')}>
        <p className={c('brand')}>
          <Mark big />
          <span>{t('name')}</span>
        </p>
        <h1>{t('title')}</h1>
        <p className={c('prose')}>{t('body')}</p>
        <div className={c('row')}>
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the one thing to do here */}
          <Button autoFocus look="primary" size="large" icon={Plus} onPress={onNew}>
            {t('new')}
          </Button>
          <Button look="quiet" size="large" icon={FolderOpen} onPress={onOpen}>
            {t('open')}
          </Button>
          <Button look="quiet" size="large" icon={ArchiveRestore} onPress={onRestore}>
            {t('restore')}
          </Button>
        </div>
      </section>
      <ThreadPicture />
      <p className={c('foot')}>{t('foot')}</p>
    </main>
  )
}
