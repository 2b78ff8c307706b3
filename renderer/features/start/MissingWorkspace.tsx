import type { RecentKey, RecentWorkspace } from '../../../shared/workspace/model.ts'
import { api } from '../../app/api.ts'
import { formatShortDay, formatTime } from '../../app/formats.ts'
import { announceFailure } from '../../app/notices.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { answers, keyOf, useAnswer } from '../../data/answers.ts'
import { settle } from '../../data/commands.ts'
import { Button, LinkButton } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Status } from '../../ui/Glyph.tsx'
import { newestWhole } from './view.ts'
import css from './DoorStep.module.css'

const c = classNames(css)
const words = defineWords('start-missing', {
  status: 'File not found',
  body: 'It was last in {{where}}. It may have been moved, renamed, or be on a drive that is not connected. Nothing was deleted by Throughline.',
  locate: 'Locate…',
  forget: 'Remove from this list',
  restore: 'Restore the backup of {{day}}, {{time}}',
})

interface MissingWorkspaceProps {
  readonly workspace: RecentWorkspace
  readonly onLocate: (key: RecentKey) => void
  readonly onRestore: () => void
}

export function MissingWorkspace(props: MissingWorkspaceProps) {
  const { workspace, onLocate, onRestore } = props
  const t = useWords(words)
  // Where only the file is gone, its backups may still lie beside the place it had.
  const { data: offered } = useAnswer(api.backups.offered, { key: workspace.key })
  const newest = newestWhole(offered ?? [])
  async function forget(): Promise<void> {
    const outcome = await settle(api.workspace.forget({ key: workspace.key }))
    if (!outcome.ok) announceFailure(outcome.error)
    await answers.invalidateQueries({ queryKey: keyOf(api.workspace.recent) })
  }
  return (
    <section className={c('form')}>
      <p className={c('why')}>
        <Status tone="caution">{t('status')}</Status>
      </p>
      <h1>{workspace.name}</h1>
      <p className={c('prose')}>{t('body', { where: workspace.where })}</p>
      <div className={c('row')}>
        <Button look="primary" onPress={() => onLocate(workspace.key)}>
          {t('locate')}
        </Button>
        <Button look="quiet" onPress={() => void forget()}>
          {t('forget')}
        </Button>
      </div>
      {newest ? (
        <div className={c('links')}>
          <LinkButton onPress={onRestore}>
            {t('restore', { day: formatShortDay(newest.madeAt), time: formatTime(newest.madeAt) })}
          </LinkButton>
        </div>
      ) : null}
    </section>
  )
}
