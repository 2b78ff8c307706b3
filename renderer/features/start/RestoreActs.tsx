import { formatShortDay, formatTime } from '../../app/formats.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { AttemptActs, type AttemptActsProps } from './AttemptActs.tsx'

const words = defineWords('start-restore-acts', {
  act: 'Restore the backup of {{day}}, {{time}}',
  running: 'Restoring the backup',
})

interface RestoreActsProps extends Omit<AttemptActsProps, 'act' | 'running'> {
  /** Null: nothing is chosen that could be restored. */
  readonly madeAt: string | null
}

export function RestoreActs({ madeAt, ...rest }: RestoreActsProps) {
  const t = useWords(words)
  const sayAct = (at: string) => t('act', { day: formatShortDay(at), time: formatTime(at) })
  return (
    <AttemptActs {...rest} act={madeAt === null ? null : sayAct(madeAt)} running={t('running')} />
  )
}
