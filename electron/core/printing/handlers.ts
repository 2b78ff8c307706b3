import type { FeatureHandlers } from '../feature.ts'

export const printingHandlers: FeatureHandlers<'printing'> = {
  page: (core, { ticket }) => core.prints.take(ticket),
}
