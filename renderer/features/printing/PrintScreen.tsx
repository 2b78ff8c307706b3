import { useEffect } from 'react'
import { useParams } from '@tanstack/react-router'
import { printTicket } from '../../../shared/printing/model.ts'
import { api } from '../../app/api.ts'
import { Failure } from '../../app/Failure.tsx'
import { RecoverySheet } from '../../app/RecoverySheet.tsx'
import { useAnswer } from '../../data/answers.ts'

/** What the host prints to PDF: the page and nothing around it. It says when its fonts are there. */
export function PrintScreen() {
  const { ticket } = useParams({ strict: false })
  const page = useAnswer(api.printing.page, { ticket: printTicket.parse(ticket) })
  const ready = page.data !== undefined
  useEffect(() => {
    if (!ready) return
    void document.fonts.ready.then(() => {
      document.documentElement.dataset['printReady'] = 'yes'
    })
  }, [ready])
  if (page.error) return <Failure error={page.error} onRetry={() => void page.refetch()} />
  return page.data ? <RecoverySheet page={page.data} /> : null
}
