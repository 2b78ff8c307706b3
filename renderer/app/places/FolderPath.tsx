import { ChevronRight } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import type { Place } from '../../../shared/files/model.ts'
import { classNames } from '../../ui/classes.ts'
import { Icon } from '../../ui/Icon.tsx'
import { defineWords, useWords } from '../../locales/words.ts'
import css from './FolderBrowser.module.css'

const c = classNames(css)
const words = defineWords('folder-path', { path: 'Folders above', root: 'This computer' })

interface FolderPathProps {
  readonly above: readonly Place[]
  readonly here: Place
  readonly onGo: (place: Place) => void
}

export function FolderPath({ above, here, onGo }: FolderPathProps) {
  const t = useWords(words)
  const nameOf = (place: Place) => (['', '/'].includes(place.name) ? t('root') : place.name)
  return (
    <nav className={c('path')} aria-label={t('path')}>
      {above.map((place) => (
        <span key={place.token} className={c('crumb')}>
          <AriaButton onPress={() => onGo(place)}>{nameOf(place)}</AriaButton>
          <Icon of={ChevronRight} size="small" />
        </span>
      ))}
      <span className={c('here')} aria-current="location">
        {nameOf(here)}
      </span>
    </nav>
  )
}
