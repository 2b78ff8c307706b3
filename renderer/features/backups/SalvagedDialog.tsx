import { Archive } from 'lucide-react'
import type { Salvaged } from '../../../shared/backups/model.ts'
import { formatNumber } from '../../app/formats.ts'
import { goTo } from '../../app/place.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Status } from '../../ui/Glyph.tsx'
import { Note } from '../../ui/Note.tsx'
import { SavedKinds } from './SavedKinds.tsx'
import css from './Backups.module.css'

const c = classNames(css)
const words = defineWords('salvaged', {
  title: 'Saved what could be read',
  body: '“{{name}}” is a new workspace. The damaged one is left as it was.',
  pages_one: '{{damaged}} of {{pages}} page was damaged.',
  pages_other: '{{damaged}} of {{pages}} pages were damaged.',
  cut_one: '{{count}} page at the end is missing.',
  cut_other: '{{count}} pages at the end are missing.',
  cutUnknown: 'Whether pages at the end are missing cannot be told.',
  unplaced_one:
    '{{count}} row was read, but nothing says what it belongs to. It is not in the new workspace.',
  unplaced_other:
    '{{count}} rows were read, but nothing says what they belong to. They are not in the new workspace.',
  mixed:
    'Somebody put back an older state of some pages. What was saved may be of different days, and nobody can say how much is lost. Look it through.',
  intact: 'The record is intact',
  broken: 'The record of what was done has a gap',
  next: 'Make a backup next: so far there is only this one file.',
  later: 'Later',
  go: 'Go to the backups',
})

type Report = Salvaged['report']

interface SalvagedDialogProps {
  readonly name: string
  readonly report: Report
  readonly onClose: () => void
}

/** What is there, what is lost as far as that is proven, and the one next step. */
export function SalvagedDialog({ name, report, onClose }: SalvagedDialogProps) {
  const t = useWords(words)
  const goOn = () => {
    onClose()
    goTo('/settings/backups')
  }
  return (
    <Dialog
      title={t('title')}
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('later')}</Button>
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the one next step */}
          <Button autoFocus look="primary" icon={Archive} onPress={goOn}>
            {t('go')}
          </Button>
        </>
      }
    >
      <p className={c('prose')}>{t('body', { name })}</p>
      {report.mixedDays ? <Note tone="caution">{t('mixed')}</Note> : null}
      <SavedKinds kinds={report.kinds} />
      <Findings report={report} />
      <p className={c('prose')}>{t('next')}</p>
    </Dialog>
  )
}

function Findings({ report }: { readonly report: Report }) {
  const t = useWords(words)
  const { unplacedRows, recordIntact } = report
  return (
    <ul className={c('findings')}>
      <li>
        <Pages report={report} />
      </li>
      {unplacedRows === 0 ? null : (
        <li>
          <Status tone="caution">{t('unplaced', { count: unplacedRows })}</Status>
        </li>
      )}
      <li>
        <Status tone={recordIntact ? 'positive' : 'caution'}>
          {recordIntact ? t('intact') : t('broken')}
        </Status>
      </li>
    </ul>
  )
}

function Pages({ report }: { readonly report: Report }) {
  const t = useWords(words)
  const { pages, damagedPages, missingPages } = report
  const isWhole = damagedPages === 0 && missingPages === 0
  const read = { count: pages, pages: formatNumber(pages), damaged: formatNumber(damagedPages) }
  return (
    <Status tone={isWhole ? 'positive' : 'caution'}>
      <span>
        {t('pages', read)} <CutOff pages={missingPages} />
      </span>
    </Status>
  )
}

function CutOff({ pages }: { readonly pages: number | null }) {
  const t = useWords(words)
  if (pages === null) return t('cutUnknown')
  return pages === 0 ? null : t('cut', { count: pages })
}
