import { useAutosave } from '../data/autosave.ts'
import type { Outcome } from '../data/commands.ts'
import { Field } from '../ui/Field.tsx'
import type { CallOptions } from './connection.ts'

interface AutosaveFieldProps {
  readonly label: string
  readonly labelHidden?: boolean
  readonly hint?: string
  readonly placeholder?: string
  readonly long?: boolean
  readonly bare?: boolean
  readonly maxLength: number
  readonly saved: string
  readonly save: (text: string, options: CallOptions) => Promise<Outcome<unknown>>
  readonly refuse?: (text: string) => string | null
}

/** A field without a Save button. */
export function AutosaveField(props: AutosaveFieldProps) {
  const { saved, save, refuse, long = false, ...rest } = props
  const field = useAutosave({ saved, save, long, ...(refuse ? { refuse } : {}) })
  return (
    <Field
      {...rest}
      long={long}
      value={field.value}
      problem={field.problem}
      onChange={field.onChange}
      onFocus={field.onFocus}
      onBlur={field.onBlur}
      onKeyDown={field.onKeyDown}
    />
  )
}
