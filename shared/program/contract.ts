import { command, query } from '../kit/operation.ts'
import { nothing, object, z } from '../kit/schema.ts'
import { PROGRAM_TEMPLATES, program, programChange } from './model.ts'

export const programContract = {
  get: query(nothing, program),
  change: command(programChange, program, { says: 'Changed {{what}} of the program' }),
  startFrom: command(object({ template: z.enum(PROGRAM_TEMPLATES) }), program, {
    says: 'Started from the template “{{template}}”',
    changes: ['strategy'],
  }),
}
