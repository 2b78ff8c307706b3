import { useEffect, useRef } from 'react'
import type { AppError } from '../../../shared/kit/errors.ts'
import type { OfferedBackup } from '../../../shared/backups/model.ts'
import type { RecentWorkspace } from '../../../shared/workspace/model.ts'
import { api } from '../../app/api.ts'
import { explainError } from '../../app/errors.ts'
import { formatShortDay, formatTime } from '../../app/formats.ts'
import { useAnswer } from '../../data/answers.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button, LinkButton } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Status } from '../../ui/Glyph.tsx'
import { areKeysLost, canSalvage, newestWhole } from './view.ts'
import css from './DoorStep.module.css'

const c = classNames(css)
const words = defineWords('start-damaged', {
  status: 'The workspace could not be opened',
  alone:
    'The file of “{{name}}” is damaged and was left exactly as it is. There is no whole backup in its folder. Restore one from another disk, or save what can still be read.',
  offer: 'Restore the backup of {{day}}, {{time}}',
  other: 'Choose another backup…',
  none: 'Restore a backup…',
  recover: 'Use the recovery kit',
  salvage: 'Save what can be read…',
  again: 'Try to open it again',
})

interface DamagedWorkspaceProps {
  readonly workspace: RecentWorkspace
  readonly error: AppError
  readonly onRestore: (backup: OfferedBackup | null) => void
  readonly onRecover: () => void
  readonly onSalvage: () => void
  readonly onAgain: () => void
}

/** The file is at fault: what happened, that nothing was made worse, and the newest way back. */
export function DamagedWorkspace(props: DamagedWorkspaceProps) {
  const { workspace, error, onRestore, onSalvage, onAgain } = props
  const t = useWords(words)
  const heading = useRef<HTMLHeadingElement>(null)
  const { data: offered, isPending } = useAnswer(api.backups.offered, { key: workspace.key })
  const newest = newestWhole(offered ?? [])
  const isAlone = offered !== undefined && newest === null && canSalvage(error)
  const explain = () => (isAlone ? t('alone', { name: workspace.name }) : explainError(error))
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className={c('form')}>
      <p className={c('why')}>
        <Status tone="negative">{t('status')}</Status>
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {workspace.name}
      </h1>
      <p className={c('prose')} role="alert">
        {isPending ? null : explain()}
      </p>
      {isPending ? null : <WaysOn {...props} newest={newest} />}
      <div className={c('links')}>
        {newest ? <LinkButton onPress={() => onRestore(null)}>{t('other')}</LinkButton> : null}
        {newest && canSalvage(error) ? (
          <LinkButton onPress={onSalvage}>{t('salvage')}</LinkButton>
        ) : null}
        <LinkButton onPress={onAgain}>{t('again')}</LinkButton>
      </div>
    </section>
  )
}

interface WaysOnProps extends DamagedWorkspaceProps {
  readonly newest: OfferedBackup | null
}

/** Where only the keys are lost the printed page comes first: with it nothing has to go back. */
function WaysOn({ error, newest, onRestore, onRecover, onSalvage }: WaysOnProps) {
  const t = useWords(words)
  const kitFirst = areKeysLost(error)
  return (
    <div className={c('row')}>
      {kitFirst ? (
        <Button look="primary" onPress={onRecover}>
          {t('recover')}
        </Button>
      ) : null}
      <Button look={kitFirst ? 'outlined' : 'primary'} onPress={() => onRestore(newest)}>
        {newest
          ? t('offer', { day: formatShortDay(newest.madeAt), time: formatTime(newest.madeAt) })
          : t('none')}
      </Button>
      {!newest && canSalvage(error) ? <Button onPress={onSalvage}>{t('salvage')}</Button> : null}
    </div>
  )
}
