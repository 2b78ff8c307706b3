import { instant, list, object, z } from '../kit/schema.ts'

// What a printed page is made of: the core decides the words and figures, the page only sets them.

export const printTicket = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .brand('PrintTicket')
export type PrintTicket = z.infer<typeof printTicket>

export const printedPage = z.discriminatedUnion('kind', [
  object({
    kind: z.literal('recovery-kit'),
    workspace: z.string(),
    wid: z.string(),
    owner: z.string(),
    madeAt: instant,
    groups: list(z.string(), 8),
    recordHead: z.string(),
  }),
])
export type PrintedPage = z.infer<typeof printedPage>
