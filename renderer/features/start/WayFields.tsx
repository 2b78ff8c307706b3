import { useEffect, useRef } from 'react'
import { explainError } from '../../app/errors.ts'
import { NewPassphrase } from '../../app/passphrase/NewPassphrase.tsx'
import { defineWords, useWords } from '../../locales/words.ts'
import { LinkButton } from '../../ui/Button.tsx'
import { PassphraseField } from '../../ui/PassphraseField.tsx'
import type { Attempt } from './attempt.ts'
import { RecoveryGroups } from './RecoveryGroups.tsx'

const words = defineWords('start-way', {
  passphrase: 'Passphrase',
  kit: 'Use the recovery kit instead',
  back: 'Use a passphrase instead',
})

interface WayFieldsProps {
  readonly attempt: Attempt
  /** Which passphrase it is that counts here. */
  readonly hint: string
}

/** How the person shows that they may: both ways lead into the same attempt. */
export function WayFields({ attempt, hint }: WayFieldsProps) {
  const t = useWords(words)
  const { way, error, job } = attempt
  const field = useRef<HTMLInputElement>(null)
  const isWrong = error?.code === 'wrong-passphrase' || error?.code === 'too-soon'
  useEffect(() => {
    if (isWrong && !job.running) field.current?.focus()
  }, [isWrong, job.running])
  if (way.kind === 'recovery')
    return (
      <>
        <RecoveryGroups typed={way.typed} error={error} />
        <NewPassphrase replaces draft={way.draft} />
        <div>
          <LinkButton onPress={() => way.setKind('passphrase')}>{t('back')}</LinkButton>
        </div>
      </>
    )
  return (
    <>
      <PassphraseField
        label={t('passphrase')}
        hint={hint}
        value={way.passphrase}
        onChange={way.setPassphrase}
        inputRef={field}
        problem={error && isWrong ? explainError(error) : null}
      />
      <div>
        <LinkButton onPress={() => way.setKind('recovery')}>{t('kit')}</LinkButton>
      </div>
    </>
  )
}

/** What stands beside a field is not said a second time above it. */
export function isBesideField({ error }: Attempt): boolean {
  return error?.code === 'wrong-passphrase' || error?.code === 'too-soon'
}
