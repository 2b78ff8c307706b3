import { ArchiveRestore, FolderOpen, Plus } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import type { RecentKey, RecentWorkspace } from '../../../shared/workspace/model.ts'
import { formatBytes, formatShortDay, formatTime, isToday } from '../../app/formats.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Status } from '../../ui/Glyph.tsx'
import { Mark } from '../../ui/Mark.tsx'
import css from './StartScreen.module.css'

const c = classNames(css)
const words = defineWords('start-recent', {
  nav: 'Workspaces',
  title: 'On this computer',
  today: 'Today, {{time}}',
  meta: '{{when}} · {{size}}',
  missing: 'File not found',
  locate: 'Locate…',
  locateName: 'Locate {{name}}…',
  new: 'New workspace',
  open: 'Open…',
  restore: 'Restore a backup file…',
})

interface RecentListProps {
  readonly recent: readonly RecentWorkspace[]
  readonly chosen: RecentKey | null
  readonly onChoose: (key: RecentKey) => void
  readonly onLocate: (key: RecentKey) => void
  readonly onNew: () => void
  readonly onOpen: () => void
  readonly onRestore: () => void
}

export function RecentList(props: RecentListProps) {
  const { recent, chosen, onChoose, onLocate, onNew, onOpen, onRestore } = props
  const t = useWords(words)
  return (
    <nav className={c('list')} aria-label={t('nav')}>
      <div className={c('brand')}>
        <Mark big />
        <span>Throughline</span>
      </div>
      <h2>{t('title')}</h2>
      <ul className={c('recents')}>
        {recent.map((workspace) => (
          <RecentRow
            key={workspace.key}
            workspace={workspace}
            isChosen={workspace.key === chosen}
            onChoose={() => onChoose(workspace.key)}
            onLocate={() => onLocate(workspace.key)}
          />
        ))}
      </ul>
      <div className={c('acts')}>
        <Button look="quiet" icon={Plus} onPress={onNew}>
          {t('new')}
        </Button>
        <Button look="quiet" icon={FolderOpen} onPress={onOpen}>
          {t('open')}
        </Button>
        <Button look="quiet" icon={ArchiveRestore} onPress={onRestore}>
          {t('restore')}
        </Button>
      </div>
    </nav>
  )
}

interface RecentRowProps {
  readonly workspace: RecentWorkspace
  readonly isChosen: boolean
  readonly onChoose: () => void
  readonly onLocate: () => void
}

function RecentRow({ workspace, isChosen, onChoose, onLocate }: RecentRowProps) {
  const t = useWords(words)
  return (
    <li className={c(isChosen && 'chosen')}>
      <AriaButton className={c('pick')} aria-current={isChosen} onPress={onChoose}>
        <span className={c('name')}>{workspace.name}</span>
        <Meta workspace={workspace} />
      </AriaButton>
      {workspace.missing ? (
        <Button
          size="small"
          aria-label={t('locateName', { name: workspace.name })}
          onPress={onLocate}
        >
          {t('locate')}
        </Button>
      ) : null}
    </li>
  )
}

function Meta({ workspace }: { readonly workspace: RecentWorkspace }) {
  const t = useWords(words)
  if (workspace.missing)
    return (
      <span className={c('meta')}>
        <Status tone="caution">{t('missing')}</Status>
      </span>
    )
  const opened = new Date(workspace.openedAt)
  const when = isToday(opened)
    ? t('today', { time: formatTime(opened) })
    : formatShortDay(workspace.openedAt)
  return (
    <span className={c('meta')}>{t('meta', { when, size: formatBytes(workspace.bytes) })}</span>
  )
}
