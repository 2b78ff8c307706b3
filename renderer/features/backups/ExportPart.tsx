import { FileOutput } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { formatTime } from '../../app/formats.ts'
import { announceFailure } from '../../app/notices.ts'
import { FolderBrowser } from '../../app/places/FolderBrowser.tsx'
import { useSession } from '../../app/session.ts'
import { answers } from '../../data/answers.ts'
import { settle } from '../../data/commands.ts'
import { useFolderChoice } from '../../data/places.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Status } from '../../ui/Glyph.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { copyFileName } from './view.ts'
import css from './Backups.module.css'

const c = classNames(css)
const words = defineWords('backup-export', {
  title: 'Encrypted copy',
  body: 'The whole workspace in one encrypted file, for another disk or to hand it over. It opens with the passphrases and the recovery kit of today. It stands in the list of what left the workspace.',
  bodyOther: 'Only an owner can save a copy of the workspace.',
  save: 'Save an encrypted copy…',
  saving: 'Saving…',
  saved: '{{name}} saved at {{time}}',
  browse: 'Choose a folder for the copy',
})

/** The whole workspace leaves: an owner's act, with a receipt. */
export function ExportPart() {
  const t = useWords(words)
  const { role } = useSession()
  const { folders, saving, done, save } = useExport()
  if (role !== 'owner')
    return (
      <Panel title={t('title')} padded>
        <p className={c('muted')}>{t('bodyOther')}</p>
      </Panel>
    )
  return (
    <Panel title={t('title')} padded>
      <div className={c('stack')}>
        <p className={c('muted')}>{t('body')}</p>
        <div className={c('buttons')}>
          <Button icon={FileOutput} isPending={saving} onPress={() => void save()}>
            {saving ? t('saving') : t('save')}
          </Button>
          <span role="status" className={c('receipt')}>
            {done ? <Status tone="positive">{done}</Status> : null}
          </span>
        </div>
      </div>
      <FolderBrowser title={t('browse')} browsing={folders.browsing} toWrite />
    </Panel>
  )
}

function useExport() {
  const t = useWords(words)
  const { name } = useSession()
  const folders = useFolderChoice()
  const [saving, setSaving] = useState(false)
  const [done, setDone] = useState<string | null>(null)

  async function save(): Promise<void> {
    const day = new Date().toISOString().slice(0, 10)
    const to = await folders.chooseSave(copyFileName(name, day))
    if (!to) return
    setDone(null)
    setSaving(true)
    const outcome = await settle(api.backups.exportTo({ to }))
    setSaving(false)
    if (!outcome.ok) return announceFailure(outcome.error)
    setDone(t('saved', { name: outcome.value.name, time: formatTime(new Date()) }))
    void answers.invalidateQueries({ queryKey: ['backups'] })
  }
  return { folders, saving, done, save }
}
