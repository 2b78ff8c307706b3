import { useState } from 'react'
import type { KeyHolder, Rotation } from '../../../shared/access/model.ts'
import { api } from '../../app/api.ts'
import { refreshState } from '../../app/session.ts'
import { useAnswer } from '../../data/answers.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { classNames } from '../../ui/classes.ts'
import { useOwnAct } from './own-act.ts'
import { KeyChanged } from './KeyChanged.tsx'
import { OwnActDialog } from './OwnActDialog.tsx'
import css from './Access.module.css'

const c = classNames(css)
const words = defineWords('access-change-key', {
  title: 'Change the key of the workspace',
  why: 'For when the printed recovery kit was lost or seen by somebody. The workspace and its backups are encrypted again under a new key, and you print a new page. Your passphrase stays as it is.',
  alone: 'Nobody else has a passphrase, so nobody has to be added again.',
  others: 'The passphrases of these people are lost. Add them again afterwards:',
  final:
    'This cannot be undone. Copies of backups that lie elsewhere still open with the old page.',
  act: 'Change the key',
  acting: 'Changing the key',
})

export function ChangeKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(words)
  const people = useAnswer(api.access.people)
  const [changed, setChanged] = useState<Rotation | null>(null)
  const { run, ...act } = useOwnAct(api.access.rotate)
  const others = (people.data ?? []).filter(({ isYou }) => !isYou)

  async function change(): Promise<void> {
    const rotation = await run((own) => Promise.resolve({ own }))
    if (rotation) setChanged(rotation)
    // Whatever kept it from its end, the state says which key counts and whether its kit is confirmed.
    else void refreshState()
  }
  const close = () => {
    if (changed) void refreshState()
    onClose()
  }

  if (changed) return <KeyChanged rotation={changed} onClose={close} />
  return (
    <OwnActDialog
      {...act}
      danger
      long
      title={t('title')}
      act={t('act')}
      acting={t('acting')}
      ready={people.data !== undefined}
      onAct={() => void change()}
      onClose={close}
    >
      <div className={c('prose')}>
        <p>{t('why')}</p>
        <LosingPeople people={others} />
        <p>{t('final')}</p>
      </div>
    </OwnActDialog>
  )
}

function LosingPeople({ people }: { readonly people: readonly KeyHolder[] }) {
  const t = useWords(words)
  if (people.length === 0) return <p>{t('alone')}</p>
  return (
    <div>
      <p>{t('others')}</p>
      <ul className={c('names')}>
        {people.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
    </div>
  )
}
