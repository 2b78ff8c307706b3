import { useState } from 'react'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ChangePassphraseDialog } from './ChangePassphraseDialog.tsx'
import css from './Access.module.css'

const c = classNames(css)
const words = defineWords('access-own', {
  title: 'Your passphrase',
  body: 'It opens this workspace for you alone. Change it when somebody may have seen it.',
  change: 'Change…',
  changeName: 'Change your passphrase…',
})

export function OwnPassphrasePart() {
  const t = useWords(words)
  const [changing, setChanging] = useState(false)
  const change = (
    <Button size="small" aria-label={t('changeName')} onPress={() => setChanging(true)}>
      {t('change')}
    </Button>
  )
  return (
    <Panel title={t('title')} end={change}>
      <div className={c('body')}>
        <p>{t('body')}</p>
      </div>
      {changing ? <ChangePassphraseDialog onClose={() => setChanging(false)} /> : null}
    </Panel>
  )
}
