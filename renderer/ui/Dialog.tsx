import { X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { defineWords, useWords } from '../locales/words.ts'
import { IconButton } from './Button.tsx'
import { classNames } from './classes.ts'
import css from './Dialog.module.css'

const c = classNames(css)
const words = defineWords('dialog', { close: 'Close' })

interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly wide?: boolean
  readonly foot?: React.ReactNode
  readonly children: React.ReactNode
}

/** The title is the act; the left button of the foot keeps everything as it is. */
export function Dialog({ title, isOpen, onClose, wide = false, foot, children }: DialogProps) {
  const t = useWords(words)
  return (
    <ModalOverlay
      className={c('scrim')}
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
    >
      <Modal className={c('modal', wide && 'wide')}>
        <AriaDialog className={c('dialog')}>
          <div className={c('head')}>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <IconButton size="small" icon={X} name={t('close')} onPress={onClose} />
          </div>
          <Body title={title}>{children}</Body>
          {foot ? <div className={c('foot')}>{foot}</div> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Where it scrolls, the keyboard can scroll it too. */
function Body({ title, children }: Pick<DialogProps, 'title' | 'children'>) {
  const body = useRef<HTMLDivElement>(null)
  const [scrolls, setScrolls] = useState(false)
  useEffect(() => {
    const element = body.current
    if (!element) return
    const measure = () => setScrolls(element.scrollHeight > element.clientHeight)
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    for (const child of element.children) watch.observe(child)
    return () => watch.disconnect()
  })
  const reachable = scrolls ? { tabIndex: 0, role: 'region', 'aria-label': title } : {}
  return (
    <div ref={body} className={c('body')} {...reachable}>
      {children}
    </div>
  )
}
