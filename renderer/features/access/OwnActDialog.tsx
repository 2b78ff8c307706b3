import { useId } from 'react'
import type { AppError } from '../../../shared/kit/errors.ts'
import { ErrorNote } from '../../app/ErrorNote.tsx'
import { JobProgress } from '../../app/JobProgress.tsx'
import type { RunningJob } from '../../data/jobs.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { PassphraseField } from '../../ui/PassphraseField.tsx'
import type { OwnField } from './own-act.ts'
import css from './Access.module.css'

const c = classNames(css)
const words = defineWords('access-own-act', {
  own: 'Your passphrase',
  cancel: 'Cancel',
})

interface OwnActDialogProps {
  readonly title: string
  readonly act: string
  /** What the button says while it works. */
  readonly acting: string
  readonly danger?: boolean
  readonly keep?: string
  readonly own: OwnField
  readonly ownLabel?: string
  readonly ownFirst?: boolean
  readonly job: RunningJob
  /** Shown with its count, where the work takes long enough to stop it. */
  readonly long?: boolean
  readonly error: AppError | null
  readonly ready?: boolean
  readonly onAct: () => void
  readonly onClose: () => void
  readonly children: React.ReactNode
}

/** What happens in words, what is needed for it, the person's own passphrase, and the act by its name. */
export function OwnActDialog(props: OwnActDialogProps) {
  const { own, job, onAct, onClose, ready = true, ownFirst = false } = props
  const form = useId()
  const canAct = ready && own.typed !== '' && !job.running
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    if (canAct) onAct()
  }
  return (
    <Dialog
      title={props.title}
      isOpen
      onClose={() => (job.running ? undefined : onClose())}
      foot={<Foot {...props} form={form} canAct={canAct} />}
    >
      <form id={form} className={c('form')} onSubmit={submit}>
        <ErrorNote error={props.error} />
        {ownFirst ? <OwnPassphrase {...props} /> : null}
        {props.children}
        {ownFirst ? null : <OwnPassphrase {...props} />}
      </form>
      {job.running && props.long ? <JobProgress bare name={props.acting} job={job} /> : null}
    </Dialog>
  )
}

function OwnPassphrase({ own, ownLabel, ownFirst }: OwnActDialogProps) {
  const t = useWords(words)
  return (
    <PassphraseField
      label={ownLabel ?? t('own')}
      takesFocus={ownFirst ?? false}
      value={own.typed}
      onChange={own.type}
      inputRef={own.ref}
      problem={own.problem}
    />
  )
}

interface FootProps extends OwnActDialogProps {
  readonly form: string
  readonly canAct: boolean
}

function Foot({ job, keep, danger, act, acting, form, canAct, onClose }: FootProps) {
  const t = useWords(words)
  return (
    <>
      <Button onPress={job.running ? job.cancel : onClose}>
        {job.running ? t('cancel') : (keep ?? t('cancel'))}
      </Button>
      <Button
        look={danger ? 'dangerFill' : 'primary'}
        type="submit"
        form={form}
        isDisabled={!canAct && !job.running}
        isPending={job.running}
      >
        {job.running ? acting : act}
      </Button>
    </>
  )
}
