import { FileInput } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { BackupFile, ForeignBackup, OfferedBackup } from '../../../shared/backups/model.ts'
import type { AppError } from '../../../shared/kit/errors.ts'
import type { RecentWorkspace } from '../../../shared/workspace/model.ts'
import { Answered } from '../../app/Answered.tsx'
import { api } from '../../app/api.ts'
import { useAnswer } from '../../data/answers.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button, LinkButton } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { BackupChoice } from './BackupChoice.tsx'
import { useForeignBackup } from './foreign-backup.ts'
import { RestoreActs } from './RestoreActs.tsx'
import { useRestoring, type Plan } from './restoring.ts'
import { canSalvage, newestWhole } from './view.ts'
import { WayFields } from './WayFields.tsx'
import door from './DoorStep.module.css'
import css from './RecoverForm.module.css'

const c = classNames({ ...door, ...css })
const words = defineWords('start-restore', {
  title: 'Restore a backup of {{name}}',
  body: 'The workspace goes back to how it was then. The present file is set aside, and the record, erasures and what left the workspace are carried over.',
  file: 'Choose a backup file…',
  hint: 'The one you open this workspace with',
  salvage: 'Save what can be read…',
  back: 'Back',
  backToPassphrase: 'Back to the passphrase',
})

interface RestoreFormProps {
  readonly workspace: RecentWorkspace
  /** The one asked for before the workspace was closed. */
  readonly wanted: BackupFile | null
  /** What is wrong with the workspace, where that led here. */
  readonly damage: AppError | null
  readonly onSalvage: () => void
  readonly onBack: () => void
}

/** For a workspace this computer knows: its own backups, or a file from elsewhere. */
export function RestoreForm(props: RestoreFormProps) {
  const { workspace } = props
  const t = useWords(words)
  const offered = useAnswer(api.backups.offered, { key: workspace.key })
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className={c('form', 'recover')}>
      <h1 ref={heading} tabIndex={-1}>
        {t('title', { name: workspace.name })}
      </h1>
      <p className={c('prose')}>{t('body')}</p>
      <Answered answer={offered} rows={3}>
        {(list) => <Restore {...props} offered={list} />}
      </Answered>
    </section>
  )
}

interface RestoreProps extends RestoreFormProps {
  readonly offered: readonly OfferedBackup[]
}

function Restore(props: RestoreProps) {
  const { workspace, offered, wanted, damage, onBack } = props
  const t = useWords(words)
  const restoring = useRestoring()
  const { foreign, chooseFile } = useForeignBackup()
  const first = offered.find(({ file }) => file === wanted) ?? newestWhole(offered)
  const [picked, pick] = useState<string | null>(null)
  const chosen = picked ?? foreign?.file ?? first?.file ?? null
  const backup = findBackup(chosen, offered, foreign)

  async function choose(): Promise<void> {
    const file = await chooseFile()
    if (file) pick(file.file)
  }
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    if (backup)
      void restoring.start({ from: backup.from, into: { kind: 'workspace', key: workspace.key } })
  }
  return (
    <form className={c('fields')} onSubmit={submit}>
      <BackupChoice offered={offered} foreign={foreign} chosen={chosen} onChoose={pick} />
      <div>
        <Button size="small" look="soft" icon={FileInput} onPress={() => void choose()}>
          {t('file')}
        </Button>
      </div>
      {backup ? null : <LastWay {...props} />}
      {backup ? <WayFields attempt={restoring} hint={t('hint')} /> : null}
      <RestoreActs
        attempt={restoring}
        madeAt={backup?.madeAt ?? null}
        back={damage ? t('back') : t('backToPassphrase')}
        onBack={onBack}
      />
    </form>
  )
}

/** No backup is left, and the file is damaged: then something is better than nothing. */
function LastWay({ damage, onSalvage }: RestoreProps) {
  const t = useWords(words)
  if (!damage || !canSalvage(damage)) return null
  return (
    <div>
      <LinkButton onPress={onSalvage}>{t('salvage')}</LinkButton>
    </div>
  )
}

interface Chosen {
  readonly from: Plan['from']
  readonly madeAt: string
}

function findBackup(
  chosen: string | null,
  offered: readonly OfferedBackup[],
  foreign: ForeignBackup | null,
): Chosen | null {
  if (foreign && foreign.file === chosen)
    return { from: { kind: 'file', file: foreign.file }, madeAt: foreign.madeAt }
  const own = offered.find(({ file, whole }) => whole && file === chosen)
  return own ? { from: { kind: 'own', file: own.file }, madeAt: own.madeAt } : null
}
