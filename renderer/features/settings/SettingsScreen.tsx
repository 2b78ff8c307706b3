import { api } from '../../app/api.ts'
import { Answered } from '../../app/Answered.tsx'
import { defineWords, useWords } from '../../locales/words.ts'
import { useAnswer } from '../../data/answers.ts'
import { Page } from '../../ui/Page.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { AppearancePart } from './AppearancePart.tsx'
import { BackupPart } from './BackupPart.tsx'
import { CheckPart } from './CheckPart.tsx'
import { RecordPart } from './RecordPart.tsx'
import { SecurityPart } from './SecurityPart.tsx'

const words = defineWords('settings', {
  title: 'Settings',
  appearance: 'Appearance',
  security: 'Security',
})

export function SettingsScreen() {
  const t = useWords(words)
  const settings = useAnswer(api.settings.get)
  return (
    <Page title={t('title')} narrow>
      <Panel title={t('appearance')} padded>
        <Answered answer={settings}>{(shown) => <AppearancePart settings={shown} />}</Answered>
      </Panel>
      <Panel title={t('security')} padded>
        <Answered answer={settings}>{(shown) => <SecurityPart settings={shown} />}</Answered>
      </Panel>
      <BackupPart />
      <CheckPart />
      <RecordPart />
    </Page>
  )
}
