import { api } from '../../app/api.ts'
import { Answered } from '../../app/Answered.tsx'
import { defineWords, useWords } from '../../locales/words.ts'
import { useAnswer } from '../../data/answers.ts'
import { Page } from '../../ui/Page.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Priorities } from './Priorities.tsx'
import { ProgramFields } from './ProgramFields.tsx'

const words = defineWords('program', {
  title: 'Program',
  lede: 'What the program is for and who answers for it. Everything is saved as you go.',
  about: 'About the program',
})

export function ProgramScreen() {
  const t = useWords(words)
  const program = useAnswer(api.program.get)
  return (
    <Page title={t('title')} lede={t('lede')}>
      <Panel title={t('about')} padded>
        <Answered answer={program} rows={6}>
          {(shown) => <ProgramFields program={shown} />}
        </Answered>
      </Panel>
      <Priorities />
    </Page>
  )
}
