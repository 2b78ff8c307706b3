import type { AppError } from '../../../shared/kit/errors.ts'
import { RecoveryGroupField } from '../../app/RecoveryGroupField.tsx'
import { defineWords, useWords } from '../../locales/words.ts'
import { classNames } from '../../ui/classes.ts'
import { typosOf } from './recover-view.ts'
import type { TypedGroups } from './recovery.ts'
import css from './RecoverForm.module.css'

const c = classNames(css)
const words = defineWords('start-groups', {
  groups: 'Recovery key',
  typo: 'Compare this group with the page.',
})

interface RecoveryGroupsProps {
  readonly typed: TypedGroups
  readonly error: AppError | null
  readonly takesFocus?: boolean
}

export function RecoveryGroups({ typed, error, takesFocus = true }: RecoveryGroupsProps) {
  const t = useWords(words)
  const typos = typosOf(error)
  return (
    <fieldset className={c('groups')}>
      <legend>{t('groups')}</legend>
      {typed.groups.map((group, at) => (
        <RecoveryGroupField
          key={at}
          number={at + 1}
          takesFocus={takesFocus && at === 0}
          value={group}
          onChange={(text) => typed.change(at, text)}
          onPaste={typed.paste}
          problem={typos.includes(at + 1) ? t('typo') : null}
        />
      ))}
    </fieldset>
  )
}
