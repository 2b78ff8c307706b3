import { useState } from 'react'
import { Radio, RadioGroup } from 'react-aria-components'
import { PROGRAM_TEMPLATES, type ProgramTemplate } from '../../../shared/program/model.ts'
import { api } from '../../app/api.ts'
import { lockNow } from '../../app/frame-commands.ts'
import { goTo } from '../../app/place.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { answers, keyOf } from '../../data/answers.ts'
import { useCommand } from '../../data/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { StepPage } from './StepPage.tsx'
import page from './Setup.module.css'
import css from './StartFromStep.module.css'

const c = classNames({ ...page, ...css })
const words = defineWords('setup-from', {
  title: 'Start from',
  body: 'A template brings a purpose and a few priorities to begin with. You can change or remove all of it.',
  later: 'Finish later',
  choose: 'Where to start',
  finish: 'Open the workspace',
  leadership: 'Leadership pipeline',
  leadershipWhat: 'Ready successors for key roles, with senior sponsors',
  onboarding: 'Onboarding',
  onboardingWhat: 'New people reach full effect sooner, with a near-peer beside them',
  'cross-functional': 'Cross-functional',
  'cross-functionalWhat': 'People work across units and move between them',
  inclusion: 'Inclusion and equity',
  inclusionWhat: 'Under-represented groups are reached, matched and promoted fairly',
  apprenticeship: 'Technical apprenticeship',
  apprenticeshipWhat: 'Technical skills passed on from those who have them',
  empty: 'Empty',
  emptyWhat: 'Write everything yourself',
})

export function StartFromStep() {
  const t = useWords(words)
  const [template, setTemplate] = useState<ProgramTemplate>('leadership')
  const start = useCommand(api.program.startFrom)

  async function finish(event: React.FormEvent): Promise<void> {
    event.preventDefault()
    const outcome = await start.run({ template })
    if (!outcome.ok) return
    goTo('/today')
    answers.setQueryData(keyOf(api.program.get), outcome.value)
  }

  return (
    <StepPage
      step={4}
      title={t('title')}
      body={t('body')}
      leave={t('later')}
      onLeave={() => void lockNow()}
      focusOn="input:checked"
    >
      <form className={c('from')} onSubmit={(event) => void finish(event)}>
        <Templates value={template} onChange={setTemplate} />
        <div className={c('row')}>
          <span className={c('push')} />
          <Button look="primary" size="large" type="submit" isDisabled={start.pending}>
            {t('finish')}
          </Button>
        </div>
      </form>
    </StepPage>
  )
}

interface TemplatesProps {
  readonly value: ProgramTemplate
  readonly onChange: (template: ProgramTemplate) => void
}

function Templates({ value, onChange }: TemplatesProps) {
  const t = useWords(words)
  return (
    <RadioGroup
      aria-label={t('choose')}
      className={c('choices')}
      value={value}
      onChange={(chosen) => onChange(chosen as ProgramTemplate)}
    >
      {PROGRAM_TEMPLATES.map((template) => (
        <Radio key={template} value={template} className={c('choice')}>
          <span className={c('dot')} />
          <span>
            <b>{t(template)}</b>
            <small>{t(`${template}What`)}</small>
          </span>
        </Radio>
      ))}
    </RadioGroup>
  )
}
