import { api } from '../../app/api.ts'
import { Answered } from '../../app/Answered.tsx'
import { useAnswer } from '../../data/answers.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Panel } from '../../ui/Panel.tsx'
import { AppearancePart } from './AppearancePart.tsx'

const words = defineWords('settings-appearance-panel', { title: 'Appearance' })

export function AppearancePanel() {
  const t = useWords(words)
  const settings = useAnswer(api.settings.get)
  return (
    <Panel title={t('title')} padded>
      <Answered answer={settings}>{(shown) => <AppearancePart settings={shown} />}</Answered>
    </Panel>
  )
}
