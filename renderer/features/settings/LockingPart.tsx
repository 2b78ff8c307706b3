import { Clock, Lock } from 'lucide-react'
import { LOCK_TRIGGERS, type LockTrigger, type Settings } from '../../../shared/settings/model.ts'
import { Answered } from '../../app/Answered.tsx'
import { api } from '../../app/api.ts'
import { keysOf, runCommand } from '../../app/commands.ts'
import { changeSettings } from '../../app/frame-commands.ts'
import { keepUnlocked } from '../../app/LockMenu.tsx'
import { nameCommand } from '../../app/sentences.ts'
import { updateSession } from '../../app/session.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { useAnswer } from '../../data/answers.ts'
import { settle } from '../../data/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { classNames } from '../../ui/classes.ts'
import { Keys } from '../../ui/Keys.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { IDLE_CHOICES, idleChoiceOf, idleMinutesOf, type IdleChoice } from './view.ts'
import css from './Settings.module.css'

const c = classNames(css)
const words = defineWords('settings-locking', {
  title: 'Locking',
  idle: 'Lock after a time without activity',
  minutes_one: '{{count}} minute',
  minutes_other: '{{count}} minutes',
  never: 'Never',
  lockOnSuspend: 'Lock when the computer goes to sleep',
  lockOnScreenLock: 'Lock when the screen is locked',
  lockOnUserSwitch: 'Lock when another person signs in',
  keep30: 'Keep unlocked for 30 minutes',
  keep60: 'Keep unlocked for 60 minutes',
})

const SWITCHES = {
  suspend: 'lockOnSuspend',
  'screen-locked': 'lockOnScreenLock',
  'user-switched': 'lockOnUserSwitch',
} as const satisfies Record<LockTrigger, keyof Settings>

/** The lock starts to count anew with the time just chosen. */
async function changeIdle(choice: IdleChoice): Promise<void> {
  await changeSettings({ idleMinutes: idleMinutesOf(choice) })
  const outcome = await settle(api.workspace.touch())
  if (outcome.ok) updateSession(outcome.value)
}

export function LockingPart() {
  const t = useWords(words)
  const settings = useAnswer(api.settings.get)
  return (
    <Panel title={t('title')} padded>
      <Answered answer={settings}>{(shown) => <Locking settings={shown} />}</Answered>
    </Panel>
  )
}

function Locking({ settings }: { readonly settings: Settings }) {
  const t = useWords(words)
  return (
    <div className={c('rows')}>
      <div className={c('choice')}>
        <Choice
          label={t('idle')}
          value={idleChoiceOf(settings.idleMinutes)}
          choices={IDLE_CHOICES.map((value) => ({
            value,
            words: value === 'never' ? t('never') : t('minutes', { count: Number(value) }),
          }))}
          onChange={(choice) => void changeIdle(choice)}
        />
      </div>
      <Switches settings={settings} />
      <LockButtons />
    </div>
  )
}

/** Only what this window is told of. */
function Switches({ settings }: { readonly settings: Settings }) {
  const t = useWords(words)
  const { data: host } = useAnswer(api.settings.host)
  const seen = LOCK_TRIGGERS.filter((trigger) => host?.lockTriggers.includes(trigger))
  if (seen.length === 0) return null
  return (
    <div className={c('switches')}>
      {seen.map((trigger) => {
        const name = SWITCHES[trigger]
        return (
          <Switch
            key={trigger}
            label={t(name)}
            on={settings[name]}
            onChange={(on) => void changeSettings({ [name]: on })}
          />
        )
      })}
    </div>
  )
}

function LockButtons() {
  const t = useWords(words)
  return (
    <div className={c('acts')}>
      <Button icon={Lock} onPress={() => runCommand('file.lock')}>
        {nameCommand('file.lock')}
        <Keys keys={keysOf('file.lock') ?? ''} />
      </Button>
      <Button look="quiet" icon={Clock} onPress={() => void keepUnlocked(30)}>
        {t('keep30')}
      </Button>
      <Button look="quiet" icon={Clock} onPress={() => void keepUnlocked(60)}>
        {t('keep60')}
      </Button>
    </div>
  )
}
