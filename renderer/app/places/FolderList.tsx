import { Folder, Vault } from 'lucide-react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import type { FolderListing, Place } from '../../../shared/files/model.ts'
import { classNames } from '../../ui/classes.ts'
import { Icon } from '../../ui/Icon.tsx'
import { defineWords, useWords } from '../../locales/words.ts'
import css from './FolderBrowser.module.css'

const c = classNames(css)
const words = defineWords('folder-list', {
  folders: 'Folders',
  none: 'No folders in here',
  workspace: 'Workspace',
})

interface FolderListProps {
  readonly entries: FolderListing['entries']
  readonly above: Place | null
  readonly onGo: (place: Place) => void
  /** What choosing a workspace does; null: workspaces are not what is looked for. */
  readonly onWorkspace: ((place: Place) => void) | null
}

export function FolderList({ entries, above, onGo, onWorkspace }: FolderListProps) {
  const t = useWords(words)
  const act = (token: React.Key) => {
    const entry = entries.find(({ place }) => place.token === token)
    if (!entry) return
    if (entry.kind === 'workspace') onWorkspace?.(entry.place)
    else onGo(entry.place)
  }
  const goUp = (event: React.KeyboardEvent) => {
    if (event.key === 'Backspace' && above) onGo(above)
  }
  return (
    <div role="presentation" onKeyDown={goUp}>
      <ListBox
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog puts the focus where work goes on
        autoFocus
        aria-label={t('folders')}
        className={c('list')}
        items={entries.map((entry) => ({ ...entry, id: entry.place.token }))}
        dependencies={[onWorkspace]}
        disabledKeys={
          onWorkspace ? [] : entries.filter(isWorkspace).map(({ place }) => place.token)
        }
        onAction={act}
        renderEmptyState={() => t('none')}
      >
        {(entry) => (
          <ListBoxItem className={c('entry')} textValue={entry.place.name}>
            <Icon of={isWorkspace(entry) ? Vault : Folder} />
            {entry.place.name}
            {isWorkspace(entry) ? <span className={c('kind')}>{t('workspace')}</span> : null}
          </ListBoxItem>
        )}
      </ListBox>
    </div>
  )
}

function isWorkspace(entry: FolderListing['entries'][number]): boolean {
  return entry.kind === 'workspace'
}
