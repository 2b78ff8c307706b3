import { Link } from '@tanstack/react-router'
import { ChevronsUpDown, Lock, Plus, Settings } from 'lucide-react'
import { Button as AriaButton, Focusable } from 'react-aria-components'
import { classNames } from '../ui/classes.ts'
import { Icon } from '../ui/Icon.tsx'
import { Mark } from '../ui/Mark.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
import { keysOf, runCommand } from './commands.ts'
import { Region } from './Region.tsx'
import { screens, type AppScreen } from './screens.ts'
import { nameCommand } from './sentences.ts'
import { useSession } from './session.ts'
import { useNarrow } from './use-narrow.ts'
import { defineWords, useWords } from '../locales/words.ts'
import css from './Sidebar.module.css'

const c = classNames(css)
const words = defineWords('sidebar', {
  places: 'Places',
  workspace: 'Workspace: {{name}}',
  other: 'Open another workspace…',
})

export function Sidebar() {
  const t = useWords(words)
  return (
    <Region role="navigation" name={t('places')} className={c('sidebar')}>
      <WorkspaceButton />
      <ul className={c('places')}>
        {screens
          .filter(({ atFoot }) => !atFoot)
          .map((screen) => (
            <Place key={screen.path} screen={screen} />
          ))}
      </ul>
      <ul className={c('places', 'foot')}>
        {screens
          .filter(({ atFoot }) => atFoot)
          .map((screen) => (
            <Place key={screen.path} screen={screen} />
          ))}
      </ul>
    </Region>
  )
}

function Place({ screen }: { readonly screen: AppScreen }) {
  const narrow = useNarrow()
  const name = nameCommand(screen.path)
  return (
    <li>
      <Tooltip words={name} side="end" disabled={!narrow}>
        <Focusable>
          <Link to={screen.path} className={c('place')} aria-label={name}>
            <Icon of={screen.icon} />
            <span>{name}</span>
          </Link>
        </Focusable>
      </Tooltip>
    </li>
  )
}

function WorkspaceButton() {
  const t = useWords(words)
  const { name } = useSession()
  return (
    <Menu
      name={t('workspace', { name })}
      trigger={
        <AriaButton className={c('workspace')} aria-label={t('workspace', { name })}>
          <Mark />
          <span>{name}</span>
          <Icon of={ChevronsUpDown} size="small" />
        </AriaButton>
      }
      entries={[
        { id: 'open', words: t('other'), icon: Lock, onChoose: () => runCommand('file.open') },
        {
          id: 'new',
          words: nameCommand('file.new'),
          icon: Plus,
          onChoose: () => runCommand('file.new'),
        },
        {
          id: 'settings',
          words: nameCommand('file.settings'),
          icon: Settings,
          keys: keysOf('file.settings'),
          apart: true,
          onChoose: () => runCommand('file.settings'),
        },
      ]}
    />
  )
}
