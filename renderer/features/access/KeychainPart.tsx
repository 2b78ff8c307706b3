import { useState } from 'react'
import { api } from '../../app/api.ts'
import { useAnswer } from '../../data/answers.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { KeychainDialog } from './KeychainDialog.tsx'

const words = defineWords('access-keychain', {
  title: 'This computer',
  use: 'Open with this computer’s keychain',
  what: 'Whoever is signed in to this computer as you can then open the workspace without the passphrase.',
})

/** Only where the window can ask a keychain that really protects. */
export function KeychainPart() {
  const t = useWords(words)
  const { data: keychain } = useAnswer(api.access.keychain)
  const [switching, setSwitching] = useState(false)
  if (!keychain?.offered) return null
  return (
    <Panel title={t('title')} padded>
      <Switch
        label={t('use')}
        hint={t('what')}
        on={keychain.on}
        onChange={() => setSwitching(true)}
      />
      {switching ? <KeychainDialog isOn={keychain.on} onClose={() => setSwitching(false)} /> : null}
    </Panel>
  )
}
