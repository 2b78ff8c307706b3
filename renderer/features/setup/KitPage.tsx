import { Download, Printer } from 'lucide-react'
import { useId, useState } from 'react'
import type { RecoveryKit } from '../../../shared/workspace/model.ts'
import { api } from '../../app/api.ts'
import { formatDay, formatTime } from '../../app/formats.ts'
import { announceFailure } from '../../app/notices.ts'
import { FolderBrowser } from '../../app/places/FolderBrowser.tsx'
import { defineWords, useWords } from '../../locales/words.ts'
import { settle } from '../../data/commands.ts'
import { useFolderChoice } from '../../data/places.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Status } from '../../ui/Glyph.tsx'
import { kitFileName } from './view.ts'
import css from './KitStep.module.css'

const c = classNames(css)
const words = defineWords('setup-kit-page', {
  title: 'Recovery key',
  made: '{{name}}, made {{day}}',
  hint: 'Letters I, L, O and U are never used. The last sign of each group checks the others, so a typing slip is found and named.',
  print: 'Print one page',
  save: 'Save as PDF',
  saving: 'Saving…',
  choose: 'Choose a folder for the PDF',
  printed: 'Sent to print at {{time}}',
  saved: '{{name}} saved at {{time}}',
})

export function KitPage({ kit }: { readonly kit: RecoveryKit }) {
  const t = useWords(words)
  const id = useId()
  return (
    <section className={c('kit')} aria-labelledby={id}>
      <div className={c('kitHead')}>
        <h2 id={id}>{t('title')}</h2>
        <span>{t('made', { name: kit.workspace, day: formatDay(kit.madeAt) })}</span>
      </div>
      <ol className={c('groups')} data-confidential>
        {kit.groups.map((group, at) => (
          <li key={group}>
            <span className={c('number')}>{at + 1}</span>
            <code className={c('signs')}>
              <span>{group.slice(0, 4)}</span>
              <span>{group.slice(4)}</span>
            </code>
          </li>
        ))}
      </ol>
      <p className={c('hint')}>{t('hint')}</p>
      <KitActs workspace={kit.workspace} />
    </section>
  )
}

function KitActs({ workspace }: { readonly workspace: string }) {
  const t = useWords(words)
  const folders = useFolderChoice()
  const [done, setDone] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)

  function print(): void {
    window.print()
    setDone(t('printed', { time: formatTime(new Date()) }))
  }
  async function save(): Promise<void> {
    const to = await folders.chooseSave(kitFileName(workspace))
    if (!to) return
    setSaving(true)
    const outcome = await settle(api.workspace.saveRecoveryKit({ to }))
    setSaving(false)
    if (!outcome.ok) return announceFailure(outcome.error)
    setDone(t('saved', { name: outcome.value.name, time: formatTime(new Date()) }))
  }

  return (
    <div className={c('acts')}>
      <Button look="primary" icon={Printer} onPress={print}>
        {t('print')}
      </Button>
      <Button icon={Download} isDisabled={saving} onPress={() => void save()}>
        {saving ? t('saving') : t('save')}
      </Button>
      <span className={c('done')} role="status">
        {done ? <Status tone="positive">{done}</Status> : null}
      </span>
      <FolderBrowser title={t('choose')} browsing={folders.browsing} toWrite />
    </div>
  )
}
