import { FileLock2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { announce } from '../../app/notices.ts'
import { goTo } from '../../app/place.ts'
import { useSession } from '../../app/session.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Page } from '../../ui/Page.tsx'
import { Kit } from './Kit.tsx'
import css from './KitStep.module.css'

const c = classNames(css)
const words = defineWords('kit-place', {
  title: 'Print the new recovery kit',
  body: 'This page takes the place of the one printed before, which opens this workspace no more. Keep it where you keep contracts, and destroy the old one.',
  confirmed: 'The recovery kit is confirmed',
  kept: 'Recovery kit',
  nowhere:
    'Its text is nowhere but on your printed page. If that page was lost or seen by somebody, change the key of the workspace: that makes a new page.',
  other: 'Only an owner can print the recovery kit.',
  security: 'Open security',
})

/** After the key was changed: the same page and the same proof as in the first run, inside the frame. */
export function KitPlace() {
  const t = useWords(words)
  const workspace = useSession()
  const { recoveryConfirmed, role } = workspace
  useSayConfirmed(recoveryConfirmed)
  if (role === 'owner' && !recoveryConfirmed)
    return (
      <div className={c('place')}>
        <Kit workspace={workspace}>
          {(grid) => (
            <Page title={t('title')} lede={t('body')}>
              {grid}
            </Page>
          )}
        </Kit>
      </div>
    )
  return (
    <Page title={t('kept')}>
      <Empty
        icon={FileLock2}
        title={t('confirmed')}
        action={<Button onPress={() => goTo('/settings/security')}>{t('security')}</Button>}
      >
        {role === 'owner' ? t('nowhere') : t('other')}
      </Empty>
    </Page>
  )
}

/** The moment it is typed back one goes on with the day. */
function useSayConfirmed(confirmed: boolean): void {
  const t = useWords(words)
  const before = useRef(confirmed)
  useEffect(() => {
    if (before.current === confirmed) return
    before.current = confirmed
    announce({ tone: 'positive', text: t('confirmed') })
    goTo('/today')
  }, [confirmed, t])
}
