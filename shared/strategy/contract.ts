import { command, query } from '../kit/operation.ts'
import { list, nothing, object } from '../kit/schema.ts'
import { newPriority, priority, priorityId } from './model.ts'

export const strategyContract = {
  listPriorities: query(nothing, list(priority)),
  addPriority: command(newPriority, priority, { says: 'Added the priority “{{name}}”' }),
  changePriority: command(object({ id: priorityId, change: newPriority.partial() }), priority, {
    says: 'Changed the priority “{{name}}”',
  }),
  removePriority: command(object({ id: priorityId }), nothing, {
    says: 'Removed the priority “{{name}}”',
  }),
}
