import { door } from '../kit/operation.ts'
import { nothing } from '../kit/schema.ts'
import { host, settings } from './model.ts'

export const settingsContract = {
  get: door(nothing, settings, { lockedToo: true }),
  /** What the window the app runs in can see. */
  host: door(nothing, host, { lockedToo: true }),
  change: door(settings.partial(), settings, { lockedToo: true }),
}
