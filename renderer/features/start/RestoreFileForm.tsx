import { FileInput } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { ForeignBackup } from '../../../shared/backups/model.ts'
import type { Place } from '../../../shared/files/model.ts'
import { workspaceName } from '../../../shared/workspace/model.ts'
import { api } from '../../app/api.ts'
import { formatBytes, formatDay, formatTime } from '../../app/formats.ts'
import { useAnswer } from '../../data/answers.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Field } from '../../ui/Field.tsx'
import { PlaceField } from '../setup/PlaceField.tsx'
import { useForeignBackup } from './foreign-backup.ts'
import { RestoreActs } from './RestoreActs.tsx'
import { useRestoring, type Restoring } from './restoring.ts'
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
  name: 'Name of the workspace',
  nameHint: 'What you call the program, such as Leadership 2027–28',
  badName: 'Leave out signs such as / : * ? and a dot at the start.',
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
  const target = useTarget(foreign)
  useEffect(() => heading.current?.focus(), [])

  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    const { folder, name } = target
    if (!foreign || !folder || !target.nameFits) return
    const from = { kind: 'file', file: foreign.file } as const
    void restoring.restore({ from, into: { kind: 'new', folder: folder.token, name } })
  }
  return (
    <form className={c('form', 'recover')} onSubmit={submit}>
      <h1 ref={heading} tabIndex={-1}>
        {t('title')}
      </h1>
      <p className={c('prose')}>{t('body')}</p>
      <ChosenFile foreign={foreign} onChoose={() => void chooseFile()} />
      {foreign ? <Target target={target} restoring={restoring} /> : null}
      <RestoreActs
        restoring={restoring}
        madeAt={foreign?.madeAt ?? null}
        ready={target.nameFits && target.folder !== null}
        back={t('back')}
        onBack={onBack}
      />
    </form>
  )
}

interface TargetProps {
  readonly target: ReturnType<typeof useTarget>
  readonly restoring: Restoring
}

function Target({ target, restoring }: TargetProps) {
  const t = useWords(words)
  return (
    <>
      <Field
        large
        label={t('name')}
        hint={t('nameHint')}
        maxLength={80}
        value={target.name}
        onChange={target.setName}
        problem={target.nameFits || target.name === '' ? null : t('badName')}
      />
      <PlaceField folder={target.folder} onChange={target.setFolder} />
      <WayFields restoring={restoring} hint={t('hint')} />
    </>
  )
}

/** Where it goes and what it is called: as the file says, until the person says otherwise. */
function useTarget(foreign: ForeignBackup | null) {
  const home = useAnswer(api.files.home)
  const [typed, setName] = useState<string | null>(null)
  const [chosen, setFolder] = useState<Place | null>(null)
  const name = typed ?? foreign?.workspace ?? ''
  return {
    name,
    setName,
    nameFits: workspaceName.safeParse(name).success,
    folder: chosen ?? home.data ?? null,
    setFolder,
  }
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
