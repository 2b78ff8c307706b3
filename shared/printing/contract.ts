import { door } from '../kit/operation.ts'
import { object } from '../kit/schema.ts'
import { printedPage, printTicket } from './model.ts'

export const printingContract = {
  /** Each ticket is good for one page load: the print route asks with it and it is gone. */
  page: door(object({ ticket: printTicket }), printedPage, { lockedToo: false }),
}
