import { ChevronDown } from 'lucide-react'
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
} from 'react-aria-components'
import { classNames } from './classes.ts'
import { Icon } from './Icon.tsx'
import css from './Choice.module.css'

const c = classNames(css)

interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly choices: readonly { readonly value: Value; readonly words: string }[]
  readonly onChange: (value: Value) => void
}

/** A pick-list. It looks like a button because it is pressed, not typed in. */
export function Choice<Value extends string>({
  label,
  value,
  choices,
  onChange,
}: ChoiceProps<Value>) {
  return (
    <Select className={c('choice')} value={value} onChange={(key) => onChange(key as Value)}>
      <Label className={c('label')}>{label}</Label>
      <Button className={c('button')}>
        <SelectValue />
        <Icon of={ChevronDown} size="small" />
      </Button>
      <Popover className={c('popover')} offset={4}>
        <ListBox className={c('list')} items={choices}>
          {(choice) => (
            <ListBoxItem id={choice.value} className={c('item')} textValue={choice.words}>
              {choice.words}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  )
}
