import { useEffect, useRef } from 'react'
import type { RecentWorkspace } from '../../../shared/workspace/model.ts'
import { api } from '../../app/api.ts'
import { formatDay, formatTime } from '../../app/formats.ts'
import { useAnswer } from '../../data/answers.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { classNames } from '../../ui/classes.ts'
import { Note } from '../../ui/Note.tsx'
import { AttemptActs } from './AttemptActs.tsx'
import { useNewPlace } from './new-place.ts'
import { NewPlaceFields } from './NewPlaceFields.tsx'
import { useSalvaging } from './salvaging.ts'
import { fitName, newestWhole } from './view.ts'
import { WayFields } from './WayFields.tsx'
import door from './DoorStep.module.css'
import css from './RecoverForm.module.css'

const c = classNames({ ...door, ...css })
const words = defineWords('start-salvage', {
  title: 'Save what can be read of {{name}}',
  body: 'What is still whole in the damaged file becomes a new workspace, and what is lost is counted. The damaged one is left exactly as it is. The new one opens with the same passphrases and recovery kit.',
  better:
    'The backup of {{day}}, {{time}}, is whole. Restoring it is better, unless much was done since.',
  none: 'There is no whole backup in its folder. If there is one on another disk, restoring that is better.',
  addition: ' saved',
  hint: 'The one you open the damaged workspace with',
  back: 'Back',
  act: 'Save what can be read',
  running: 'Saving what can be read',
})

interface SalvageFormProps {
  readonly workspace: RecentWorkspace
  readonly onBack: () => void
}

/** Where no backup helps: a new workspace of what is left. */
export function SalvageForm({ workspace, onBack }: SalvageFormProps) {
  const t = useWords(words)
  const heading = useRef<HTMLHeadingElement>(null)
  const salvaging = useSalvaging()
  const place = useNewPlace(fitName(workspace.name, t('addition')))
  useEffect(() => heading.current?.focus(), [])

  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    if (place.into) void salvaging.start({ key: workspace.key, into: place.into })
  }
  return (
    <form className={c('form', 'recover')} onSubmit={submit}>
      <h1 ref={heading} tabIndex={-1}>
        {t('title', { name: workspace.name })}
      </h1>
      <p className={c('prose')}>{t('body')}</p>
      <BetterWay workspace={workspace} />
      <NewPlaceFields place={place} />
      <WayFields attempt={salvaging} hint={t('hint')} />
      <AttemptActs
        attempt={salvaging}
        act={t('act')}
        running={t('running')}
        ready={place.into !== null}
        back={t('back')}
        onBack={onBack}
      />
    </form>
  )
}

function BetterWay({ workspace }: Pick<SalvageFormProps, 'workspace'>) {
  const t = useWords(words)
  const { data: offered } = useAnswer(api.backups.offered, { key: workspace.key })
  if (!offered) return null
  const newest = newestWhole(offered)
  const say = (at: string) => t('better', { day: formatDay(at), time: formatTime(at) })
  return <Note>{newest ? say(newest.madeAt) : t('none')}</Note>
}
