// An older file was put back, or the newer one lies elsewhere. It is said until the person decides,
// and in the way of nothing.
import { useState } from 'react'
import type { OlderFile } from '../../shared/workspace/model.ts'
import { settle } from '../data/commands.ts'
import { defineWords, useWords } from '../locales/words.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { classNames } from '../ui/classes.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Glyph } from '../ui/Glyph.tsx'
import { api } from './api.ts'
import { formatDay, formatTime } from './formats.ts'
import { announce, announceFailure } from './notices.ts'
import { goTo } from './place.ts'
import { Region } from './Region.tsx'
import { updateSession } from './session.ts'
import css from './FrameBars.module.css'

const c = classNames(css)
const words = defineWords('older-bar', {
  name: 'Older file',
  missing_one:
    'This file is older than the one you last used here on {{day}}, {{time}}; {{count}} act is missing.',
  missing_other:
    'This file is older than the one you last used here on {{day}}, {{time}}; {{count}} acts are missing.',
  other: 'This is not the file you last used here on {{day}}, {{time}}.',
  goOn: 'Go on with this file',
  how: 'How to find the newer one',
  accepted: 'This file counts from now on',
})

export function OlderBar({ older }: { readonly older: OlderFile }) {
  const t = useWords(words)
  const [asking, setAsking] = useState(false)
  const [accepting, setAccepting] = useState(false)
  const { missing, seenAt } = older
  const when = { day: formatDay(seenAt), time: formatTime(seenAt) }

  async function goOn(): Promise<void> {
    setAccepting(true)
    const outcome = await settle(api.workspace.acceptOlder())
    setAccepting(false)
    if (!outcome.ok) return announceFailure(outcome.error)
    document.getElementById('main')?.focus()
    updateSession(outcome.value)
    announce({ tone: 'neutral', text: t('accepted') })
  }
  return (
    <Region role="region" name={t('name')} className={c('bar')}>
      <p className={c('words')} role="status">
        <Glyph tone="caution" />
        <span>{missing > 0 ? t('missing', { ...when, count: missing }) : t('other', when)}</span>
      </p>
      <LinkButton onPress={() => setAsking(true)}>{t('how')}</LinkButton>
      <Button size="small" isPending={accepting} onPress={() => void goOn()}>
        {t('goOn')}
      </Button>
      {asking ? <HowDialog onClose={() => setAsking(false)} /> : null}
    </Region>
  )
}

const howWords = defineWords('older-how', {
  title: 'Find the newer file',
  why: 'Somebody copied an older workspace folder over this one, or there is a copy in another place that went on.',
  copies:
    'Look for copies: another folder with this name, an external drive, a sync folder. Open the one that was changed last.',
  backup:
    'Or restore the newest backup: it may hold what is missing here. This file is then set aside, so that nothing is lost.',
  close: 'Close',
  backups: 'Go to the backups',
})

function HowDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(howWords)
  const go = () => {
    onClose()
    goTo('/settings/backups')
  }
  return (
    <Dialog
      title={t('title')}
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('close')}</Button>
          <Button look="primary" onPress={go}>
            {t('backups')}
          </Button>
        </>
      }
    >
      <p>{t('why')}</p>
      <p>{t('copies')}</p>
      <p>{t('backup')}</p>
    </Dialog>
  )
}
