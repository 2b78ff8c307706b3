import type { ForeignBackup, OfferedBackup } from '../../../shared/backups/model.ts'
import { formatBytes, formatDay, formatTime } from '../../app/formats.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { RadioList, type RadioEntry } from '../../ui/RadioList.tsx'

const words = defineWords('start-backup-choice', {
  label: 'Backups',
  when: '{{day}}, {{time}}',
  own: '{{size}}',
  elsewhere: '{{name}}, {{size}}',
  broken: 'Cut short: it cannot be restored',
  none: 'There is no backup in the folder of this workspace. Choose a backup file from another place.',
})

interface BackupChoiceProps {
  readonly offered: readonly OfferedBackup[]
  readonly foreign: ForeignBackup | null
  readonly chosen: string | null
  readonly onChoose: (file: string) => void
}

export function BackupChoice({ offered, foreign, chosen, onChoose }: BackupChoiceProps) {
  const t = useWords(words)
  const when = (at: string) => t('when', { day: formatDay(at), time: formatTime(at) })
  const own = offered.map(({ file, madeAt, bytes, whole }): RadioEntry<string> => ({
    value: file,
    words: when(madeAt),
    hint: whole ? t('own', { size: formatBytes(bytes) }) : t('broken'),
    off: !whole,
  }))
  const other = foreign
    ? [
        {
          value: foreign.file,
          words: when(foreign.madeAt),
          hint: t('elsewhere', { name: foreign.name, size: formatBytes(foreign.bytes) }),
        },
      ]
    : []
  const choices = [...other, ...own]
  if (choices.length === 0) return <p>{t('none')}</p>
  return <RadioList label={t('label')} value={chosen} choices={choices} onChange={onChoose} />
}
