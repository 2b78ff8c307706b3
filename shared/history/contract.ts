import { command, final, query } from '../kit/operation.ts'
import { list, nothing, object, text, z } from '../kit/schema.ts'
import { history, step, stepId, trashed } from './model.ts'

export const historyContract = {
  list: query(
    object({ search: text(120).optional(), most: z.number().int().min(1).max(1_000) }),
    history,
  ),
  undo: command(nothing, step, { says: 'Undid: {{step}}' }),
  redo: command(nothing, step, { says: 'Did again: {{step}}' }),
  /** Takes back one earlier step, if every row it touched is unchanged since. */
  revert: command(object({ step: stepId }), step, { says: 'Took back: {{step}}' }),
  trash: query(nothing, list(trashed)),
  purgeTrash: final(object({ steps: list(stepId, 10_000) }), object({ purged: z.number().int() }), {
    says: 'Emptied the trash: {{count}}',
  }),
}
