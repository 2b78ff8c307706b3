import type { LockReason } from '../../../shared/workspace/model.ts'
import { api } from '../../app/api.ts'
import type { LockedState } from '../../app/door-face.ts'
import { formatTime } from '../../app/formats.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { useAnswer } from '../../data/answers.ts'

const words = defineWords('lock-reason', {
  idle_one: 'Locked after {{count}} minute without activity, at {{time}}',
  idle_other: 'Locked after {{count}} minutes without activity, at {{time}}',
  idleUnknown: 'Locked after a time without activity, at {{time}}',
  suspend: 'Locked because the computer went to sleep, at {{time}}',
  screenLocked: 'Locked because the screen was locked, at {{time}}',
  userSwitched: 'Locked because another person signed in, at {{time}}',
  asked: 'Locked by you, at {{time}}',
  coreStopped:
    'Locked because the app had to restart a part of itself, at {{time}}. What you saved is safe.',
})

type Plain = 'suspend' | 'screenLocked' | 'userSwitched' | 'asked' | 'coreStopped'
const PLAIN: Readonly<Record<Exclude<LockReason, 'idle'>, Plain>> = {
  suspend: 'suspend',
  'screen-locked': 'screenLocked',
  'user-switched': 'userSwitched',
  asked: 'asked',
  'core-stopped': 'coreStopped',
}

/** Which trigger locked the workspace, and when. */
export function LockReasonLine({ locked }: { readonly locked: LockedState }) {
  const t = useWords(words)
  const { data: settings } = useAnswer(api.settings.get)
  const time = formatTime(locked.at)
  if (locked.reason !== 'idle') return t(PLAIN[locked.reason], { time })
  const minutes = settings?.idleMinutes
  return minutes ? t('idle', { count: minutes, time }) : t('idleUnknown', { time })
}
