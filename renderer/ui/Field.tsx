import { useEffect, useRef } from 'react'
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
} from 'react-aria-components'
import { classNames } from './classes.ts'
import { Glyph } from './Glyph.tsx'
import css from './Field.module.css'

const c = classNames(css)

interface Shape {
  readonly long?: boolean
  readonly large?: boolean
  readonly mono?: boolean
  /** Without an edge until it is pointed at: a cell of a list. */
  readonly bare?: boolean
}

export interface FieldProps extends Omit<TextFieldProps, 'className' | 'children'>, Shape {
  readonly label: string
  /** The label is heard but not seen: rows of a list name themselves by their column. */
  readonly labelHidden?: boolean
  readonly hint?: React.ReactNode
  readonly problem?: string | null
  readonly placeholder?: string
  readonly end?: React.ReactNode
  readonly inputRef?: React.RefObject<HTMLInputElement | null>
  /** Takes the focus when it appears. */
  readonly takesFocus?: boolean
}

export function Field(props: FieldProps) {
  const { label, labelHidden, hint, problem, takesFocus = false, inputRef, ...more } = props
  const { long, large, mono, bare, placeholder = '', end, onKeyDown, ...rest } = more
  const ownRef = useRef<HTMLInputElement>(null)
  const ref = inputRef ?? ownRef
  useEffect(() => {
    if (takesFocus) ref.current?.focus()
  }, [takesFocus, ref])
  const shape = c('input', long && 'long', large && 'large', mono && 'mono', bare && 'bare')

  return (
    <TextField
      {...rest}
      {...sharedKeys(onKeyDown)}
      validationBehavior="aria"
      isInvalid={Boolean(problem)}
      className={c('field')}
    >
      <Label className={c('label', labelHidden && 'unseen')}>{label}</Label>
      {long ? (
        <TextArea className={shape} placeholder={placeholder} />
      ) : (
        <div className={shape}>
          <Input ref={ref} placeholder={placeholder} />
          {end}
        </div>
      )}
      <Below hint={hint} problem={problem ?? null} />
    </TextField>
  )
}

/** A field that listens to keys keeps Escape for itself; all others go on to the shortcuts. */
function sharedKeys(onKeyDown: TextFieldProps['onKeyDown']): Pick<TextFieldProps, 'onKeyDown'> {
  if (!onKeyDown) return {}
  return {
    onKeyDown: (event) => {
      onKeyDown(event)
      if (event.key !== 'Escape') event.continuePropagation()
    },
  }
}

function Below({ hint, problem }: Pick<FieldProps, 'hint' | 'problem'>) {
  if (problem)
    return (
      <FieldError className={c('problem')}>
        <Glyph tone="negative" />
        <span>{problem}</span>
      </FieldError>
    )
  if (!hint) return null
  return (
    <Text slot="description" className={c('hint')}>
      {hint}
    </Text>
  )
}

/** Something to know about what is being typed that is no error. */
export function FieldWarning({ children }: { readonly children: React.ReactNode }) {
  return (
    <p className={c('problem', 'warn')} role="status">
      <Glyph tone="caution" />
      <span>{children}</span>
    </p>
  )
}
