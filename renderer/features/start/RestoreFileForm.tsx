import { FileInput } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { ForeignBackup } from '../../../shared/backups/model.ts'
import { formatBytes, formatDay, formatTime } from '../../app/formats.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { useForeignBackup } from './foreign-backup.ts'
import { useNewPlace } from './new-place.ts'
import { NewPlaceFields } from './NewPlaceFields.tsx'
import { RestoreActs } from './RestoreActs.tsx'
import { useRestoring } from './restoring.ts'
import { WayFields } from './WayFields.tsx'
import door from './DoorStep.module.css'
import css from './RecoverForm.module.css'

const c = classNames({ ...door, ...css })
const words = defineWords('start-restore-file', {
  title: 'Restore a backup file',
  body: 'For a workspace that is not on this computer: from a second place, an external drive or a colleague. It becomes a workspace of its own here.',
  choose: 'Choose a backup file…',
  other: 'Choose another file…',
  file: '{{name}}, made on {{day}}, {{time}}, {{size}}',
  foot: 'Everything stays in one encrypted file on this computer. No account, no server.',
  hint: 'One that opened the workspace when the backup was made',
  back: 'Back',
})

interface RestoreFileFormProps {
  readonly onBack: () => void
}

/** On a computer that does not know the workspace: file, name, folder, and who one is. */
export function RestoreFileStep(props: RestoreFileFormProps) {
  const t = useWords(words)
  return (
    <main className={c('door', 'tall')}>
      <RestoreFileForm {...props} />
      <p className={c('foot')}>{t('foot')}</p>
    </main>
  )
}

function RestoreFileForm({ onBack }: RestoreFileFormProps) {
  const t = useWords(words)
  const heading = useRef<HTMLHeadingElement>(null)
  const restoring = useRestoring()
  const { foreign, chooseFile } = useForeignBackup()
  const place = useNewPlace(foreign?.workspace ?? '')
  useEffect(() => heading.current?.focus(), [])

  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    if (!foreign || !place.into) return
    const from = { kind: 'file', file: foreign.file } as const
    void restoring.start({ from, into: { kind: 'new', ...place.into } })
  }
  return (
    <form className={c('form', 'recover')} onSubmit={submit}>
      <h1 ref={heading} tabIndex={-1}>
        {t('title')}
      </h1>
      <p className={c('prose')}>{t('body')}</p>
      <ChosenFile foreign={foreign} onChoose={() => void chooseFile()} />
      {foreign ? (
        <>
          <NewPlaceFields place={place} />
          <WayFields attempt={restoring} hint={t('hint')} />
        </>
      ) : null}
      <RestoreActs
        attempt={restoring}
        madeAt={foreign?.madeAt ?? null}
        ready={place.into !== null}
        back={t('back')}
        onBack={onBack}
      />
    </form>
  )
}

interface ChosenFileProps {
  readonly foreign: ForeignBackup | null
  readonly onChoose: () => void
}

function ChosenFile({ foreign, onChoose }: ChosenFileProps) {
  const t = useWords(words)
  return (
    <div className={c('chosenFile')}>
      <p role="status">
        {foreign
          ? t('file', {
              name: foreign.name,
              day: formatDay(foreign.madeAt),
              time: formatTime(foreign.madeAt),
              size: formatBytes(foreign.bytes),
            })
          : null}
      </p>
      <Button
        look={foreign ? 'soft' : 'primary'}
        size={foreign ? 'small' : 'medium'}
        icon={FileInput}
        onPress={onChoose}
      >
        {foreign ? t('other') : t('choose')}
      </Button>
    </div>
  )
}
