import { Link, Outlet } from '@tanstack/react-router'
import { defineWords, useWords } from '../../locales/words.ts'
import { classNames } from '../../ui/classes.ts'
import { Page } from '../../ui/Page.tsx'
import { SETTINGS_PARTS } from './parts.ts'
import css from './Settings.module.css'

const c = classNames(css)
const words = defineWords('settings', {
  title: 'Settings',
  parts: 'Parts of the settings',
  appearance: 'Appearance',
  security: 'Security',
  people: 'People with a passphrase',
  backups: 'Backups',
  record: 'Check and record',
})

/** One page whose parts have addresses of their own. */
export function SettingsScreen() {
  const t = useWords(words)
  return (
    <Page title={t('title')} narrow>
      <nav className={c('parts')} aria-label={t('parts')}>
        <ul>
          {SETTINGS_PARTS.map((part) => (
            <li key={part.path}>
              <Link to={part.path} activeOptions={{ exact: true }} className={c('part')}>
                {t(part.words)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Outlet />
    </Page>
  )
}
