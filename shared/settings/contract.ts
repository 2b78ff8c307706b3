import { door } from '../kit/operation.ts'
import { nothing } from '../kit/schema.ts'
import { settings } from './model.ts'

export const settingsContract = {
  get: door(nothing, settings, { lockedToo: true }),
  change: door(settings.partial(), settings, { lockedToo: true }),
}
