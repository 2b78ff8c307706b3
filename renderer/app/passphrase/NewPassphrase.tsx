// A new passphrase: typed twice, or once while it is shown; how strong it is in words; and six words
// to take instead. Nothing of it is kept outside this form.
import { Dices } from 'lucide-react'
import { settle } from '../../data/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { PassphraseField } from '../../ui/PassphraseField.tsx'
import { api } from '../api.ts'
import { announceFailure } from '../notices.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import type { PassphraseDraft } from './passphrase-draft.ts'
import { StrengthLine } from './StrengthLine.tsx'
import css from './NewPassphrase.module.css'

const c = classNames(css)
const words = defineWords('new-passphrase', {
  label: 'Passphrase',
  newLabel: 'New passphrase',
  again: 'Type it once more',
  differs: 'The two do not match yet.',
  suggest: 'Suggest six words',
  hint: 'Several words in a row are easier to remember and harder to guess than one odd word.',
})

interface NewPassphraseProps {
  readonly draft: PassphraseDraft
  /** Whether it takes the place of another one. */
  readonly replaces?: boolean
  /** Whose it is, where it is not the person's own. */
  readonly label?: string
  readonly hint?: string
  readonly problem?: string | null
}

export function NewPassphrase(props: NewPassphraseProps) {
  const { draft, replaces = false, problem = null } = props
  const t = useWords(words)
  const label = props.label ?? (replaces ? t('newLabel') : t('label'))
  async function suggest(): Promise<void> {
    const outcome = await settle(api.workspace.suggestPassphrase())
    if (outcome.ok) draft.take(outcome.value.words)
    else announceFailure(outcome.error)
  }
  return (
    <div className={c('passphrase')}>
      <PassphraseField
        fresh
        label={label}
        value={draft.text}
        onChange={draft.setText}
        shown={draft.shown}
        onShownChange={draft.setShown}
        problem={problem}
        hint={props.hint ?? (draft.text === '' ? t('hint') : null)}
      />
      <StrengthLine strength={draft.strength} />
      {draft.shown ? null : (
        <PassphraseField
          fresh
          blind
          label={t('again')}
          value={draft.again}
          onChange={draft.setAgain}
          problem={draft.differs ? t('differs') : null}
        />
      )}
      <div>
        <Button look="soft" size="small" icon={Dices} onPress={() => void suggest()}>
          {t('suggest')}
        </Button>
      </div>
    </div>
  )
}
