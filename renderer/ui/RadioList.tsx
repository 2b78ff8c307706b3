import { Label, Radio, RadioGroup } from 'react-aria-components'
import { classNames } from './classes.ts'
import css from './RadioList.module.css'

const c = classNames(css)

export interface RadioEntry<Value extends string> {
  readonly value: Value
  readonly words: string
  readonly hint?: React.ReactNode
  readonly off?: boolean
}

interface RadioListProps<Value extends string> {
  readonly label: string
  readonly value: Value | null
  readonly choices: readonly RadioEntry<Value>[]
  readonly onChange: (value: Value) => void
}

/** One of several, each with room to say what it means. A long list scrolls in itself. */
export function RadioList<Value extends string>(props: RadioListProps<Value>) {
  const { label, value, choices, onChange } = props
  return (
    <RadioGroup
      className={c('group')}
      value={value}
      onChange={(chosen) => onChange(chosen as Value)}
    >
      <Label className={c('label')}>{label}</Label>
      <div className={c('rows')}>
        {choices.map((choice) => (
          <Radio
            key={choice.value}
            value={choice.value}
            isDisabled={choice.off ?? false}
            className={c('row')}
          >
            <span className={c('dot')} />
            <span className={c('words')}>
              {choice.words}
              {choice.hint ? <small>{choice.hint}</small> : null}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
