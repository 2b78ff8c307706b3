// The one place where something is lost for good, so it asks for a typed word and stands on no key
// that is pressed by habit.
import { useState } from 'react'
import type { Trashed } from '../../../shared/history/model.ts'
import { api } from '../../app/api.ts'
import { ErrorNote } from '../../app/ErrorNote.tsx'
import { announce } from '../../app/notices.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { answers, keyOf } from '../../data/answers.ts'
import { settle } from '../../data/commands.ts'
import type { AppError } from '../../../shared/kit/errors.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { isTyped, stepsOf } from './view.ts'

const words = defineWords('history-purge', {
  title_one: 'Delete “{{title}}” for good',
  title_other: 'Delete {{count}} items for good',
  lost_one: '“{{title}}” and everything that was removed with it cannot come back.',
  lost_other: 'These {{count}} items and everything that was removed with them cannot come back.',
  undo: 'Undo stops here. Earlier steps can still be taken back one by one in the history. Backups made so far still hold what is deleted.',
  count_one: '{{count}} item',
  count_other: '{{count}} items',
  type: 'Type “{{phrase}}” to delete',
  differs: 'This is not “{{phrase}}”. Nothing was deleted.',
  keep: 'Keep in the trash',
  act_one: 'Delete {{count}} item for good',
  act_other: 'Delete {{count}} items for good',
  done_one: '{{count}} item was deleted for good',
  done_other: '{{count}} items were deleted for good',
})

interface PurgeDialogProps {
  readonly items: readonly Trashed[]
  readonly onClose: () => void
  readonly onPurged: () => void
}

export function PurgeDialog({ items, onClose, onPurged }: PurgeDialogProps) {
  const t = useWords(words)
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const { purge, error } = usePurge(items, onPurged)
  const about = { count: items.length, title: items[0]?.title ?? '' }
  const phrase = t('count', { count: items.length })
  const isMeant = isTyped(typed, phrase)
  const type = (text: string) => {
    setTyped(text)
    setProblem(null)
  }
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    if (isMeant) purge()
    else setProblem(t('differs', { phrase }))
  }
  return (
    <Dialog
      title={t('title', about)}
      isOpen
      onClose={onClose}
      foot={<Foot count={items.length} onKeep={onClose} onDelete={isMeant ? purge : null} />}
    >
      <p>{t('lost', about)}</p>
      <p>{t('undo')}</p>
      <form onSubmit={submit}>
        <Field
          takesFocus
          label={t('type', { phrase })}
          autoComplete="off"
          value={typed}
          onChange={type}
          problem={problem}
        />
      </form>
      <ErrorNote error={error} />
    </Dialog>
  )
}

interface FootProps {
  readonly count: number
  readonly onKeep: () => void
  readonly onDelete: (() => void) | null
}

function Foot({ count, onKeep, onDelete }: FootProps) {
  const t = useWords(words)
  return (
    <>
      <Button onPress={onKeep}>{t('keep')}</Button>
      <Button look="dangerFill" isDisabled={!onDelete} onPress={() => onDelete?.()}>
        {t('act', { count })}
      </Button>
    </>
  )
}

/** Not held for a retry as other changes are: nothing is deleted by a button that says something else. */
function usePurge(items: readonly Trashed[], onPurged: () => void) {
  const t = useWords(words)
  const [error, setError] = useState<AppError | null>(null)

  async function purge(): Promise<void> {
    const outcome = await settle(api.history.purgeTrash({ steps: stepsOf(items) }))
    setError(outcome.ok ? null : outcome.error)
    if (!outcome.ok) return
    await answers.invalidateQueries({ queryKey: keyOf(api.history.trash) })
    announce({ tone: 'positive', text: t('done', { count: items.length }) })
    onPurged()
  }
  return { purge: () => void purge(), error }
}
