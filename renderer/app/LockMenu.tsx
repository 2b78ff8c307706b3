// What is left until the workspace locks itself, and what one can do about it. In the last minute it
// says so aloud once: time that runs out unseen would fail people who read slowly (WCAG 2.2.1).
import { Clock, Lock } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { settle } from '../data/commands.ts'
import { classNames } from '../ui/classes.ts'
import { Icon } from '../ui/Icon.tsx'
import { Menu, type MenuEntry } from '../ui/Menu.tsx'
import { api } from './api.ts'
import { keysOf, runCommand } from './commands.ts'
import { formatCountdown } from './formats.ts'
import { announceFailure } from './notices.ts'
import { nameCommand } from './sentences.ts'
import { updateSession, useSession } from './session.ts'
import { defineWords, useWords, type Say } from '../locales/words.ts'
import css from './LockMenu.module.css'

const c = classNames(css)
const words = defineWords('lock-menu', {
  locksIn: 'Locks in {{left}}',
  never: 'Locks only when asked',
  neverShort: 'Lock',
  menu: 'Locking',
  keep30: 'Keep unlocked for 30 minutes',
  keep60: 'Keep unlocked for 60 minutes',
  soon: 'The workspace locks in one minute unless you go on working.',
})

const SOON = 60_000

export async function keepUnlocked(minutes: 30 | 60): Promise<void> {
  const outcome = await settle(api.workspace.keepUnlocked({ minutes }))
  if (outcome.ok) updateSession(outcome.value)
  else announceFailure(outcome.error)
}

function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

export function LockMenu() {
  const t = useWords(words)
  const { locksAt } = useSession()
  const now = useNow()
  const left = locksAt === null ? null : Date.parse(locksAt) - now
  const shown = left === null ? t('neverShort') : formatCountdown(left)
  const soon = left !== null && left <= SOON
  const trigger = (
    <AriaButton
      className={c('lock', soon && 'soon')}
      aria-label={left === null ? t('never') : t('locksIn', { left: shown })}
    >
      <Icon of={Lock} />
      {shown}
    </AriaButton>
  )
  return (
    <>
      <Menu name={t('menu')} trigger={trigger} entries={listEntries(t)} />
      <span className={c('aloud')} role="status">
        {soon ? t('soon') : ''}
      </span>
    </>
  )
}

function listEntries(t: Say<(typeof words)['defaults']>): readonly MenuEntry[] {
  const keep = (minutes: 30 | 60): MenuEntry => ({
    id: `keep-${minutes}`,
    words: minutes === 30 ? t('keep30') : t('keep60'),
    icon: Clock,
    apart: minutes === 30,
    onChoose: () => void keepUnlocked(minutes),
  })
  const lock: MenuEntry = {
    id: 'lock',
    words: nameCommand('file.lock'),
    icon: Lock,
    keys: keysOf('file.lock'),
    onChoose: () => runCommand('file.lock'),
  }
  return [lock, keep(30), keep(60)]
}
