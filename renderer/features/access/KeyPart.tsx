import { useState } from 'react'
import { goTo } from '../../app/place.ts'
import { useSession } from '../../app/session.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Status } from '../../ui/Glyph.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ChangeKeyDialog } from './ChangeKeyDialog.tsx'
import css from './Access.module.css'

const c = classNames(css)
const words = defineWords('access-key', {
  title: 'Recovery kit and key',
  confirmed: 'The recovery kit is printed and confirmed',
  open: 'The recovery kit is not confirmed yet',
  print: 'Print the recovery kit',
  body: 'Was the printed page lost, or seen by somebody? Then give the workspace a new key: the old page opens it no more.',
  bodyOther: 'Only an owner can print the recovery kit or change the key.',
  change: 'Change the key…',
})

export function KeyPart() {
  const t = useWords(words)
  const { role, recoveryConfirmed } = useSession()
  const [changing, setChanging] = useState(false)
  const mayChange = role === 'owner'
  const change = (
    <Button size="small" onPress={() => setChanging(true)}>
      {t('change')}
    </Button>
  )
  return (
    <Panel title={t('title')} end={mayChange ? change : null}>
      <div className={c('body')}>
        <Status tone={recoveryConfirmed ? 'positive' : 'caution'}>
          {recoveryConfirmed ? t('confirmed') : t('open')}
        </Status>
        <p>{mayChange ? t('body') : t('bodyOther')}</p>
        {mayChange && !recoveryConfirmed ? (
          <Button look="primary" onPress={() => goTo('/recovery-kit')}>
            {t('print')}
          </Button>
        ) : null}
      </div>
      {changing ? <ChangeKeyDialog onClose={() => setChanging(false)} /> : null}
    </Panel>
  )
}
