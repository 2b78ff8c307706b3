// A printed page is prepared here and fetched once by the print route: the route's address carries a
// ticket, never content.
import { randomBytes } from 'node:crypto'
import { AppError } from '../../../shared/kit/errors.ts'
import { printTicket, type PrintedPage, type PrintTicket } from '../../../shared/printing/model.ts'
import type { Ports } from '../ports.ts'

export interface PrintDesk {
  take(ticket: PrintTicket): PrintedPage
  toPdf(page: PrintedPage): Promise<Uint8Array>
  clear(): void
}

export function createPrintDesk(ports: Ports): PrintDesk {
  const waiting = new Map<PrintTicket, PrintedPage>()
  return {
    take: (ticket) => {
      const page = waiting.get(ticket)
      waiting.delete(ticket)
      if (!page) throw new AppError('not-found', { what: 'page' })
      return page
    },
    toPdf: async (page) => {
      const ticket = printTicket.parse(randomBytes(16).toString('hex'))
      waiting.set(ticket, page)
      try {
        return await ports.pdf(`/print/${ticket}`)
      } catch {
        throw new AppError('pdf-failed', {})
      } finally {
        waiting.delete(ticket)
      }
    },
    clear: () => waiting.clear(),
  }
}
