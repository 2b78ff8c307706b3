import { Label, Radio, RadioGroup } from 'react-aria-components'
import { classNames } from './classes.ts'
import css from './Segmented.module.css'

const c = classNames(css)

interface SegmentedProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly choices: readonly { readonly value: Value; readonly words: string }[]
  readonly onChange: (value: Value) => void
}

/** A few choices side by side, one of them on. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, value, choices, onChange } = props
  return (
    <RadioGroup
      className={c('group')}
      orientation="horizontal"
      value={value}
      onChange={(chosen) => onChange(chosen as Value)}
    >
      <Label className={c('label')}>{label}</Label>
      <div className={c('segments')}>
        {choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} className={c('segment')}>
            {choice.words}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
