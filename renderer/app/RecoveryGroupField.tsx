import { judgeGroup, readGroup, type GroupState } from '../../shared/workspace/recovery-text.ts'
import { Field } from '../ui/Field.tsx'
import { Glyph } from '../ui/Glyph.tsx'
import { defineWords, useWords } from '../locales/words.ts'

const words = defineWords('recovery-group', {
  group: 'Group {{number}}',
  toGo_one: '{{count}} sign to go',
  toGo_other: '{{count}} signs to go',
  unknownSign: '“{{sign}}” is never used. Look at the page again.',
  tooLong: 'A group has 8 signs. This one has more.',
  slip: 'One sign is not right. Compare this group with the page.',
  otherGroup: 'This is not what stands at {{number}} on the page.',
  right: 'Group {{number}} is right',
})

interface RecoveryGroupFieldProps {
  readonly number: number
  readonly value: string
  readonly onChange: (text: string) => void
  /** What it has to be, where the page knows it. */
  readonly expected?: string | null
  readonly problem?: string | null
  readonly takesFocus?: boolean
  readonly onPaste?: (event: React.ClipboardEvent) => void
}

/** One group of the recovery key, checked while it is typed. */
export function RecoveryGroupField(props: RecoveryGroupFieldProps) {
  const { number, value, onChange, expected = null, problem = null } = props
  const t = useWords(words)
  const state = judgeGroup(value)
  const right = state.kind === 'complete' && (expected === null || readGroup(value) === expected)

  const say: Readonly<Record<GroupState['kind'], () => string | null>> = {
    empty: () => null,
    unfinished: () => null,
    'unknown-sign': () =>
      t('unknownSign', { sign: state.kind === 'unknown-sign' ? state.sign : '' }),
    'too-long': () => t('tooLong'),
    slip: () => t('slip'),
    complete: () => (right ? null : t('otherGroup', { number })),
  }

  return (
    <div onPaste={props.onPaste}>
      <Field
        mono
        large
        label={t('group', { number })}
        value={value}
        onChange={onChange}
        autoComplete="off"
        spellCheck="false"
        takesFocus={props.takesFocus ?? false}
        problem={problem ?? say[state.kind]()}
        hint={state.kind === 'unfinished' ? t('toGo', { count: state.toGo }) : null}
        end={
          right ? (
            <span role="img" aria-label={t('right', { number })}>
              <Glyph tone="positive" />
            </span>
          ) : null
        }
      />
    </div>
  )
}
