import type { RestoreReport } from '../../../shared/backups/model.ts'
import { formatDay, formatTime } from '../../app/formats.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Note } from '../../ui/Note.tsx'
import css from './Backups.module.css'

const c = classNames(css)
const words = defineWords('restored', {
  title: 'Restored to {{day}}, {{time}}',
  body: 'The workspace is as it was then.',
  carried: 'Carried over from the file that was replaced:',
  record_one: '{{count}} line of the record',
  record_other: '{{count}} lines of the record',
  releases_one: '{{count}} entry in the list of what left the workspace',
  releases_other: '{{count}} entries in the list of what left the workspace',
  erasures_one: '{{count}} erasure, applied again',
  erasures_other: '{{count}} erasures, applied again',
  destroyedWaves_one: '{{count}} collection of sealed forms that was destroyed stays destroyed',
  destroyedWaves_other: '{{count}} collections of sealed forms that were destroyed stay destroyed',
  incomplete:
    'The file that was replaced could not be read. What left the workspace or was erased since {{day}}, {{time}}, may be missing from the record.',
  kept: 'The file that was there before is kept in the folder “set-aside” of the workspace, as “{{name}}”.',
  go: 'Go on',
})

const CARRIED = ['record', 'releases', 'erasures', 'destroyedWaves'] as const

interface RestoredDialogProps {
  readonly report: RestoreReport
  readonly onClose: () => void
}

export function RestoredDialog({ report, onClose }: RestoredDialogProps) {
  const t = useWords(words)
  const { madeAt } = report
  return (
    <Dialog
      title={t('title', { day: formatDay(madeAt), time: formatTime(madeAt) })}
      isOpen
      onClose={onClose}
      foot={
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one thing to do here
        <Button autoFocus look="primary" onPress={onClose}>
          {t('go')}
        </Button>
      }
    >
      <Report report={report} />
    </Dialog>
  )
}

function Report({ report }: { readonly report: RestoreReport }) {
  const t = useWords(words)
  const { carried, incompleteSince: since, keptAs } = report
  const some = CARRIED.filter((kind) => carried[kind] > 0)
  return (
    <div className={c('prose')}>
      <p>{t('body')}</p>
      {some.length === 0 ? null : (
        <div>
          <p>{t('carried')}</p>
          <ul className={c('list')}>
            {some.map((kind) => (
              <li key={kind}>{t(kind, { count: carried[kind] })}</li>
            ))}
          </ul>
        </div>
      )}
      {since === null ? null : (
        <Note tone="caution">
          {t('incomplete', { day: formatDay(since), time: formatTime(since) })}
        </Note>
      )}
      {keptAs === null ? null : <p>{t('kept', { name: keptAs })}</p>}
    </div>
  )
}
