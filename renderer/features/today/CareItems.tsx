import { goTo } from '../../app/place.ts'
import { useSession } from '../../app/session.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Glyph } from '../../ui/Glyph.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { type CareItem } from './view.ts'
import css from './Today.module.css'

const c = classNames(css)
const words = defineWords('today-care', {
  title: 'To look after',
  kit: 'Print the new recovery kit',
  kitWhat: 'The key was changed, and the page printed before opens nothing any more.',
  kitAct: 'Print it',
  none: 'Choose a second place for the backups',
  noneWhat: 'A folder on another disk: losing this one is then not losing the work.',
  noneAct: 'Choose it',
  overdue: 'Copy the backups to the second place',
  overdueWhat: 'The last copy is more than a week old.',
  overdueAct: 'Open backups',
  unreachable: 'Connect the second place of the backups',
  unreachableWhat: 'Its folder cannot be reached now.',
  unreachableAct: 'Open backups',
})

const PLACES: Readonly<Record<CareItem, string>> = {
  kit: '/recovery-kit',
  none: '/settings/backups',
  overdue: '/settings/backups',
  unreachable: '/settings/backups',
}

/** What keeps the work safe and is not in order: quiet, and gone when it is. */
export function CareItems({ items }: { readonly items: readonly CareItem[] }) {
  const t = useWords(words)
  const { role } = useSession()
  const shown = items.filter((item) => item !== 'kit' || role === 'owner')
  if (shown.length === 0) return null
  return (
    <Panel title={t('title')} flush>
      <ul className={c('tasks')}>
        {shown.map((item) => (
          <li key={item} className={c('task')}>
            <Glyph tone={item === 'none' ? 'neutral' : 'caution'} />
            <div className={c('words')}>
              <h3>{t(item)}</h3>
              <p>{t(`${item}What`)}</p>
            </div>
            <Button size="small" look="soft" onPress={() => goTo(PLACES[item])}>
              {t(`${item}Act`)}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
