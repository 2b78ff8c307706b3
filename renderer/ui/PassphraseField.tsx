// Typed once, readable on request, pasted freely (WCAG 3.3.8). It says when Caps Lock is on; nothing
// but the form keeps what was typed.
import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { defineWords, useWords } from '../locales/words.ts'
import { IconButton } from './Button.tsx'
import { Field, FieldWarning, type FieldProps } from './Field.tsx'

const words = defineWords('passphrase-field', {
  show: 'Show passphrase',
  hide: 'Hide passphrase',
  capsLock: 'Caps Lock is on',
})

interface PassphraseFieldProps extends Omit<FieldProps, 'type' | 'end' | 'onChange' | 'value'> {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly fresh?: boolean
  /** Typed a second time from memory: it cannot be shown. */
  readonly blind?: boolean
  readonly shown?: boolean
  readonly onShownChange?: (shown: boolean) => void
}

export function PassphraseField(props: PassphraseFieldProps) {
  const { fresh = false, blind = false, shown: givenShown, onShownChange, ...rest } = props
  const t = useWords(words)
  const [ownShown, setOwnShown] = useState(false)
  const [capsLock, setCapsLock] = useState(false)
  const shown = givenShown ?? ownShown
  const toggle = () => (onShownChange ?? setOwnShown)(!shown)
  const watch = (event: React.KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))

  return (
    <div role="presentation" data-confidential onKeyDown={watch} onKeyUp={watch}>
      <Field
        {...rest}
        large
        mono={shown}
        type={shown ? 'text' : 'password'}
        autoComplete={fresh ? 'new-password' : 'current-password'}
        spellCheck="false"
        end={
          blind ? null : (
            <IconButton
              size="small"
              icon={shown ? EyeOff : Eye}
              name={shown ? t('hide') : t('show')}
              onPress={toggle}
            />
          )
        }
      />
      {capsLock ? <FieldWarning>{t('capsLock')}</FieldWarning> : null}
    </div>
  )
}
